// The program: reads the command line, calls the command, and turns what went wrong into words and an exit
// code.
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/input.hpp"
#include "cli/table.hpp"

namespace {

using namespace polku;
using cli::Exit;

Exit act(const cli::Arguments& arguments, const cli::Console& console) {
  switch (arguments.command) {
    case cli::Command::check: return cli::check(arguments, console);
    case cli::Command::run: return cli::run(arguments, console);
    case cli::Command::compare: return cli::compare(arguments, console);
    case cli::Command::study: return cli::study(arguments, console);
    case cli::Command::explain: return cli::explain(arguments, console);
    case cli::Command::sweep: return cli::sweep(arguments, console);
    case cli::Command::sensitivity: return cli::sensitivity(arguments, console);
    case cli::Command::optimize: return cli::optimize(arguments, console);
    case cli::Command::graph: return cli::graph(arguments, console);
    case cli::Command::schema: return cli::schema(arguments, console);
    case cli::Command::digest: return cli::digest(arguments, console);
    case cli::Command::trace: return cli::trace(arguments, console);
    case cli::Command::discover: return cli::discover(arguments, console);
    case cli::Command::calibrate: return cli::calibrate(arguments, console);
    case cli::Command::export_: return cli::export_result(arguments, console);
    case cli::Command::report: return cli::report(arguments, console);
  }
  return Exit::internal_error;
}

Exit answer(const cli::Parsed& parsed, const cli::Console& console) {
  if (const auto* help = std::get_if<cli::Help>(&parsed)) {
    console.out(help->text);
    return Exit::done;
  }
  if (const auto* overview = std::get_if<cli::Overview>(&parsed)) {
    console.message(overview->text);
    return Exit::mistake;
  }
  if (const auto* mistakes = std::get_if<cli::Mistakes>(&parsed)) {
    cli::Arguments unread;
    unread.json = mistakes->json;
    cli::tell(mistakes->diagnostics, {}, unread, console);
    return Exit::mistake;
  }
  return act(std::get<cli::Arguments>(parsed), console);
}

Exit guarded(const std::vector<std::string>& words, const cli::Console& console) {
  const auto complain = [&](const std::string& text) {
    console.message(console.message_style()("error: ", cli::Emphasis::bad) + base::visible(text) + '\n');
  };
  try {
    return answer(cli::parse(words), console);
  } catch (const cli::OutputClosed&) {
    return Exit::environment;
  } catch (const base::EnvironmentError& error) {
    complain(error.what());
    return Exit::environment;
  } catch (const std::bad_alloc&) {
    complain("there is not enough memory. Try fewer --customers");
    return Exit::environment;
  } catch (const std::exception& error) {
    complain(std::string("internal error: ") + error.what() +
             ". This is a bug in Polku: please report it, with the command and the scenario");
    return Exit::internal_error;
  }
}

}  // namespace

int main(int count, char** words) {
  const cli::Console console;
  return static_cast<int>(guarded({words + (count > 0 ? 1 : 0), words + count}, console));
}
