#include "store/log_read.hpp"

#include <string>

#include "store/log_formats.hpp"

namespace polku::store {
namespace {

constexpr std::size_t piece = 1 << 16;

std::string_view without_mark(std::string_view text) {
  return text.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

/// XML begins with `<` after blanks, also in UTF-16.
bool looks_like_xml(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
    return head.size() >= 4 && (head[2] == '<' || head[3] == '<');
  head = without_mark(head);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != head.npos && head[first] == '<';
}

}  // namespace

std::optional<ReadLog> read_log(const std::string& path, const LogSettings& settings,
                                base::Diagnostics& diagnostics) {
  LogBytes bytes(path);
  LogCollector collector(path, settings, diagnostics);
  try {
    std::string head(piece, '\0');
    std::size_t got = 0;
    while (got < head.size()) {
      const std::size_t more = bytes.read(head.data() + got, head.size() - got);
      if (more == 0) break;
      got += more;
    }
    head.resize(got);
    if (head.empty() && bytes.trouble().empty())
      collector.give_up("log-empty", 0, "the file is empty", "", "");
    if (head.empty()) collector.give_up("log-truncated", 0, bytes.trouble(), "", "Get the file again");
    if (looks_like_xml(head))
      read_xes(head, bytes, collector);
    else
      read_csv_log(without_mark(head), bytes, settings, collector);
    return collector.finish();
  } catch (const GiveUp&) {
    return std::nullopt;
  }
}

}  // namespace polku::store
