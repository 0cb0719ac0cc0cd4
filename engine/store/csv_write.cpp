#include "store/csv_write.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "record/event_log.hpp"

namespace polku::store {
namespace {

using record::Axis;
using record::Group;
using record::Result;
using record::Variable;
using Labels = std::vector<std::string>;

constexpr std::size_t piece_size = 1 << 16;

/// Shortest decimal that reads back to the same number.
template <class T>
std::string number(T value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}
std::string cell(double value) {
  return std::isfinite(value) ? number(value) : std::isnan(value) ? "" : value > 0 ? "inf" : "-inf";
}
std::string cell(std::int64_t value) { return number(value); }
std::string cell(const std::string& text) { return csv_cell(text); }

const Labels* labels_of(const Group* group, std::string_view axis) {
  const Axis* found = group ? group->axis(axis) : nullptr;
  return found ? std::get_if<Labels>(&found->coordinates) : nullptr;
}

/// Integers of a group that are places in a list of labels.
struct Code {
  const char *group, *variable, *list_group, *list_axis;
};
constexpr std::array<Code, 4> codes = {
    {{"customers", "segment", "periods", "segment"},
     {"customers", "provider", "providers", "provider"},
     {record::log_group_name, "world", record::log_group_name, "world_name"},
     {record::log_group_name, "kind", record::log_group_name, "kind_name"}}};

const Labels* labels_for(const Result& result, const Group& group, const Variable& variable) {
  for (const Code& code : codes)
    if (group.name == code.group && variable.name == code.variable)
      return labels_of(result.group(code.list_group), code.list_axis);
  return nullptr;
}

/// What an event is about stands in a list that depends on what it is.
const Labels* things_of(const Group& log, std::int64_t kind) {
  using simulate::EventKind;
  switch (static_cast<EventKind>(kind)) {
    case EventKind::need:
    case EventKind::need_dropped:
    case EventKind::journey_begins:
    case EventKind::desire_faded: return labels_of(&log, "need");
    case EventKind::step:
    case EventKind::encounter: return labels_of(&log, "step");
    case EventKind::felt: return labels_of(&log, "attribute");
    case EventKind::asked: return labels_of(&log, "survey");
    default: return labels_of(&log, "alternative");
  }
}

std::string label_at(const Labels& labels, std::int64_t place) {
  const bool there = place >= 0 && static_cast<std::size_t>(place) < labels.size();
  return there ? csv_cell(labels[static_cast<std::size_t>(place)]) : "";
}

/// One column: its heading and the text of the cell in a row.
struct Column {
  std::string heading, unit, doc;
  std::function<std::string(std::size_t row)> text;
};

std::vector<Column> columns_of(const Result* result, const CsvTable& table) {
  std::vector<Column> columns;
  const Group& group = *table.group;
  std::size_t repeats = table.rows();
  for (const std::string& name : table.variables.front()->axes) {
    const Axis& axis = *group.axis(name);
    const std::size_t size = std::max<std::size_t>(1, axis.size());
    repeats /= size;
    const auto along = [repeats, size](std::size_t row) { return row / repeats % size; };
    columns.push_back({name, axis.unit, axis.doc, [&axis, along](std::size_t row) {
                         return std::visit([&](const auto& values) { return cell(values[along(row)]); },
                                           axis.coordinates);
                       }});
    // The axis `unit` says of each measure what its numbers are.
    if (const Labels* units = labels_of(&group, "unit");
        units && name == "measure" && units->size() == axis.size())
      columns.push_back({"unit", "", "unit of the measure",
                         [units, along](std::size_t row) { return csv_cell((*units)[along(row)]); }});
  }
  for (const Variable* variable : table.variables) {
    const Labels* labels = result ? labels_for(*result, group, *variable) : nullptr;
    const auto* places = std::get_if<std::vector<std::int64_t>>(&variable->values);
    const bool thing = group.name == record::log_group_name && variable->name == "thing";
    columns.push_back(
        {variable->name, variable->unit, variable->doc, [=, &group](std::size_t row) {
           if (labels && places) return label_at(*labels, (*places)[row]);
           if (thing && places) {
             const auto& kinds = std::get<std::vector<std::int64_t>>(group.variable("kind")->values);
             const Labels* things = things_of(group, kinds[row]);
             return things ? label_at(*things, (*places)[row]) : std::string();
           }
           return std::visit([&](const auto& values) { return cell(values[row]); }, variable->values);
         }});
  }
  return columns;
}

}  // namespace

std::size_t CsvTable::rows() const { return variables.front()->size(); }

std::string csv_cell(std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == text.npos &&
                     (text.empty() || (text.front() != ' ' && text.back() != ' '));
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::vector<CsvTable> csv_tables(const Result& result) {
  std::vector<CsvTable> tables;
  for (const Group& group : result.groups) {
    std::vector<CsvTable> of_group;
    for (const Variable& variable : group.variables) {
      const auto same = std::find_if(of_group.begin(), of_group.end(), [&](const CsvTable& table) {
        return table.variables.front()->axes == variable.axes;
      });
      if (same == of_group.end())
        of_group.push_back({"", &group, {&variable}});
      else
        same->variables.push_back(&variable);
    }
    const auto fullest = std::max_element(of_group.begin(), of_group.end(), [](const auto& a, const auto& b) {
      return a.variables.size() < b.variables.size();
    });
    for (auto table = of_group.begin(); table != of_group.end(); ++table) {
      const auto& axes = table->variables.front()->axes;
      table->name = group.name;
      if (table != fullest) table->name += "-by-" + (axes.empty() ? std::string("nothing") : axes.back());
      tables.push_back(std::move(*table));
    }
  }
  return tables;
}

void write_csv(const Result& result, const CsvTable& table, const TextSink& sink) {
  const std::vector<Column> columns = columns_of(&result, table);
  std::string text;
  const auto end_cell = [&](std::size_t c) { text += c + 1 < columns.size() ? "," : "\r\n"; };
  for (std::size_t c = 0; c < columns.size(); ++c) {
    text += csv_cell(columns[c].heading);
    end_cell(c);
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      text += columns[c].text(row);
      end_cell(c);
    }
    if (text.size() >= piece_size) {
      sink(text);
      text.clear();
    }
  }
  sink(text);
}

void write_csv_guide(const std::vector<CsvTable>& tables, const TextSink& sink) {
  sink("table,column,unit,meaning\r\n");
  for (const CsvTable& table : tables)
    for (const Column& column : columns_of(nullptr, table))
      sink(csv_cell(table.name) + ',' + csv_cell(column.heading) + ',' + csv_cell(column.unit) + ',' +
           csv_cell(column.doc) + "\r\n");
}

}  // namespace polku::store
