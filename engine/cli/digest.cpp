// `polku digest`: one hash of every number in a result.
#include "cli/answers.hpp"
#include "cli/command.hpp"
#include "store/hdf5_file.hpp"

namespace polku::cli {

Exit digest(const Arguments& arguments, const Console& console) {
  const std::string digest = record::digest(store::read(arguments.file));
  console.out(arguments.json ? digest_answer(arguments.file, digest) : digest + '\n');
  return Exit::done;
}

}  // namespace polku::cli
