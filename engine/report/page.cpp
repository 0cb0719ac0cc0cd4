#include "report/page.hpp"

#include "report/bundle.hpp"

namespace polku::report {
namespace {

/// Text between tags or in a quoted attribute.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  return safe;
}

/// JSON inside a script element: neither its end tag nor a comment's beginning can stand in it.
std::string inert(const std::string& json) {
  std::string safe;
  for (const char c : json) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

}  // namespace

std::string page(const Subject& subject) {
  const Bundle code = bundle();
  if (code.script.empty())
    throw NoPage(
        "this Polku was built without its report page, because npm was not there. Install it "
        "(scripts/install run) "
        "and build again");
  const std::string title = escaped(subject.result.title);
  const std::string says = escaped(subject.decision.sentence), detail = escaped(subject.decision.detail);
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  // Nothing is fetched and nothing runs but the one script whose hash this is.
  html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-";
  html += code.script_hash;
  html += "'; style-src 'sha256-";
  html += code.style_hash;
  html += "'; font-src data:; base-uri 'none'; form-action 'none'\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  html += "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Polku " +
          escaped(subject.result.version) + "\">\n";
  html += "<meta name=\"description\" content=\"" + says + "\">\n<title>" + title + "</title>\n<style>";
  html += code.style;
  html += "</style>\n</head>\n<body>\n<main id=\"page\">\n<header class=\"decision\"><p class=\"question\">" +
          title + "</p><h1>" + says + "</h1><p class=\"detail\">" + detail +
          "</p></header>\n<noscript><p>The charts need JavaScript, which is switched off "
          "here.</p></noscript>\n</main>\n";
  html +=
      "<script type=\"application/json\" id=\"content\">" + inert(content(subject)) + "</script>\n<script>";
  html += code.script;
  html += "</script>\n</body>\n</html>\n";
  return html;
}

}  // namespace polku::report
