#include <hdf5_hl.h>

#include <algorithm>
#include <filesystem>
#include <new>

#include "base/diagnostic.hpp"
#include "store/hdf5_file.hpp"
#include "store/hdf5_handle.hpp"
#include "store/seal.hpp"

namespace polku::store {
namespace {

using record::Axis;
using record::Group;
using record::Result;
using record::Variable;
using Labels = std::vector<std::string>;

/// Texts that HDF5 allocated.
class Texts {
 public:
  explicit Texts(std::size_t count) : pointers_(count, nullptr) {}
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;
  ~Texts() {
    for (char* pointer : pointers_) H5free_memory(pointer);
  }
  char** data() { return pointers_.data(); }
  Labels copy() const {
    Labels labels;
    for (const char* pointer : pointers_) labels.emplace_back(pointer == nullptr ? "" : pointer);
    return labels;
  }

 private:
  std::vector<char*> pointers_;
};

// --- Attributes --------------------------------------------------------------

Handle open_attribute(hid_t owner, const char* name, H5T_class_t wanted) {
  Handle attribute(H5Aopen(owner, name, H5P_DEFAULT), H5Aclose, name);
  const Handle type(H5Aget_type(attribute), H5Tclose, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, name);
  const bool as_written = H5Tget_class(type) == wanted && H5Sget_simple_extent_npoints(space) == 1 &&
                          (wanted != H5T_STRING || H5Tis_variable_str(type) > 0);
  if (!as_written) throw Hdf5Error(std::string("attribute ") + name + " is of another type");
  return attribute;
}

std::string text_attribute(hid_t owner, const char* name) {
  const Handle attribute = open_attribute(owner, name, H5T_STRING);
  Texts text(1);
  check(H5Aread(attribute, text_type(), text.data()), name);
  return text.copy().front();
}

std::string text_attribute_if_there(hid_t owner, const char* name) {
  return check(H5Aexists(owner, name), name) > 0 ? text_attribute(owner, name) : std::string();
}

std::int64_t integer_attribute(hid_t owner, const char* name) {
  std::int64_t number = 0;
  check(H5Aread(open_attribute(owner, name, H5T_INTEGER), H5T_NATIVE_INT64, &number), name);
  return number;
}

double real_attribute(hid_t owner, const char* name) {
  double number = 0;
  check(H5Aread(open_attribute(owner, name, H5T_FLOAT), H5T_NATIVE_DOUBLE, &number), name);
  return number;
}

// --- Arrays ------------------------------------------------------------------

/// Reads what a file may hold, and no more: its numbers may have been compressed, but stand in this file
/// itself.
class Reader {
 public:
  Reader(hid_t file, std::uintmax_t bytes) : file_(file), most_bytes_(bytes * deflate_at_best) {}

  Result result() const {
    Result result;
    result.kind = text_attribute(file_, "kind");
    result.title = text_attribute(file_, "title");
    result.version = text_attribute(file_, "version");
    result.git_hash = text_attribute(file_, "git_hash");
    result.seed = integer_attribute(file_, "seed");
    result.complete = integer_attribute(file_, "complete") != 0;
    result.seconds = real_attribute(file_, "seconds");
    result.threads = integer_attribute(file_, "threads");
    for (const std::string& name : members(file_)) {
      if (name != scenario_group) result.groups.push_back(group(name));
    }
    scenario(result);
    return result;
  }

 private:
  static constexpr std::uintmax_t deflate_at_best = 1032;

  /// Names of what is in a group, in the order in which it was put in. Links into other files are not
  /// followed.
  static std::vector<std::string> members(hid_t group) {
    H5G_info_t info;
    check(H5Gget_info(group, &info), "group");
    std::vector<std::string> names;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
      const auto name_into = [&](char* buffer, std::size_t size) {
        return check(
            H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, buffer, size, H5P_DEFAULT),
            "name");
      };
      std::string name(static_cast<std::size_t>(name_into(nullptr, 0)), '\0');
      name_into(name.data(), name.size() + 1);
      H5L_info_t link;
      check(H5Lget_info(group, name.c_str(), &link, H5P_DEFAULT), "link");
      if (link.type == H5L_TYPE_HARD) names.push_back(name);
    }
    return names;
  }

  Handle open_dataset(hid_t group, const std::string& name) const {
    return {H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, name.c_str()};
  }

  /// Lengths along each dimension, if the file can hold that many numbers.
  std::vector<hsize_t> shape(hid_t dataset, const std::string& name) const {
    const Handle space(H5Dget_space(dataset), H5Sclose, name.c_str());
    std::vector<hsize_t> lengths(
        static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space), name.c_str())));
    if (H5Sget_simple_extent_type(space) == H5S_NULL) throw Hdf5Error(name + " is empty");
    check(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), name.c_str());
    std::uintmax_t bytes = sizeof(double);
    for (const hsize_t length : lengths) {
      if (length != 0 && bytes > most_bytes_ / length) throw Hdf5Error(name + " is larger than the file");
      bytes *= length;
    }
    // Numbers that were never written would read as zeros; numbers elsewhere are nobody's we know.
    const Handle creation(H5Dget_create_plist(dataset), H5Pclose, name.c_str());
    H5D_space_status_t status;
    check(H5Dget_space_status(dataset, &status), name.c_str());
    const bool here = H5Pget_external_count(creation) == 0 && H5Pget_layout(creation) != H5D_VIRTUAL;
    if (bytes > 0 && (!here || status != H5D_SPACE_STATUS_ALLOCATED))
      throw Hdf5Error(name + " has no numbers in this file");
    return lengths;
  }

  template <class T>
  std::vector<T> numbers(hid_t dataset, std::size_t count, hid_t type, const char* name) const {
    std::vector<T> values(count);
    if (count > 0) check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    return values;
  }

  Labels labels(hid_t dataset, std::size_t count, const char* name) const {
    const Handle type(H5Dget_type(dataset), H5Tclose, name);
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) <= 0)
      throw Hdf5Error(std::string(name) + " has no text");
    Texts texts(count);
    if (count > 0) check(H5Dread(dataset, text_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), name);
    return texts.copy();
  }

  static H5T_class_t kind_of(hid_t dataset, const std::string& name) {
    const Handle type(H5Dget_type(dataset), H5Tclose, name.c_str());
    return H5Tget_class(type);
  }

  Axis axis(hid_t dataset, const std::string& name) const {
    const std::vector<hsize_t> lengths = shape(dataset, name);
    if (lengths.size() != 1) throw Hdf5Error(name + " is not one axis");
    const std::size_t count = lengths.front();
    Axis axis{name,
              unit_from_file(text_attribute_if_there(dataset, "units")),
              text_attribute_if_there(dataset, "long_name"),
              {}};
    switch (kind_of(dataset, name)) {
      case H5T_INTEGER:
        axis.coordinates = numbers<std::int64_t>(dataset, count, H5T_NATIVE_INT64, name.c_str());
        break;
      case H5T_FLOAT:
        axis.coordinates = numbers<double>(dataset, count, H5T_NATIVE_DOUBLE, name.c_str());
        break;
      default: axis.coordinates = labels(dataset, count, name.c_str());
    }
    return axis;
  }

  /// Name of the scale along one dimension.
  static std::string scale_name(hid_t dataset, unsigned dimension, const std::string& name) {
    std::string path;
    const auto keep_first = [](hid_t, unsigned, hid_t scale, void* kept) -> herr_t {
      std::string& into = *static_cast<std::string*>(kept);
      const ssize_t length = H5Iget_name(scale, nullptr, 0);
      if (length <= 0) return -1;
      into.resize(static_cast<std::size_t>(length));
      H5Iget_name(scale, into.data(), into.size() + 1);
      return 1;
    };
    check(H5DSiterate_scales(dataset, dimension, nullptr, keep_first, &path), name.c_str());
    return path.substr(path.find_last_of('/') + 1);
  }

  Variable variable(hid_t dataset, const std::string& name, const Group& group) const {
    Variable variable{name,
                      unit_from_file(text_attribute_if_there(dataset, "units")),
                      text_attribute_if_there(dataset, "long_name"),
                      {},
                      {}};
    std::size_t count = 1;
    const std::vector<hsize_t> lengths = shape(dataset, name);
    for (unsigned i = 0; i < lengths.size(); ++i) {
      variable.axes.push_back(scale_name(dataset, i, name));
      const Axis* along = group.axis(variable.axes.back());
      if (along == nullptr || along->size() != lengths[i]) throw Hdf5Error(name + " does not fit its axes");
      count *= lengths[i];
    }
    switch (kind_of(dataset, name)) {
      case H5T_INTEGER:
        variable.values = numbers<std::int64_t>(dataset, count, H5T_NATIVE_INT64, name.c_str());
        break;
      case H5T_FLOAT:
        variable.values = numbers<double>(dataset, count, H5T_NATIVE_DOUBLE, name.c_str());
        break;
      default: throw Hdf5Error(name + " has no numbers");
    }
    return variable;
  }

  Group group(const std::string& name) const {
    const Handle here(H5Gopen2(file_, name.c_str(), H5P_DEFAULT), H5Gclose, name.c_str());
    Group group{name, text_attribute_if_there(here, "long_name"), {}, {}};
    std::vector<std::string> variables;
    for (const std::string& member : members(here)) {
      const Handle dataset = open_dataset(here, member);
      if (check(H5DSis_scale(dataset), member.c_str()) > 0) {
        group.axes.push_back(axis(dataset, member));
      } else {
        variables.push_back(member);
      }
    }
    for (const std::string& member : variables) {
      group.variables.push_back(variable(open_dataset(here, member), member, group));
    }
    return group;
  }

  void scenario(Result& result) const {
    const Handle here(H5Gopen2(file_, scenario_group, H5P_DEFAULT), H5Gclose, scenario_group);
    const auto texts = [&](const char* name, std::size_t rank) {
      const Handle dataset = open_dataset(here, name);
      const std::vector<hsize_t> lengths = shape(dataset, name);
      if (lengths.size() != rank) throw Hdf5Error(std::string(name) + " has another shape");
      return labels(dataset, rank == 0 ? 1 : lengths.front(), name);
    };
    result.scenario = texts("json", 0).front();
    const Labels paths = texts("path", 1);
    const Labels sources = texts("source", 1);
    if (paths.size() != sources.size()) throw Hdf5Error("path and source differ in length");
    for (std::size_t i = 0; i < paths.size(); ++i) result.origins.push_back({paths[i], sources[i]});
  }

  hid_t file_;
  std::uintmax_t most_bytes_;
};

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw base::EnvironmentError("cannot read '" + path + "': " + why);
}

/// Bytes in an ordinary, readable file. Anything else (a pipe, say) might never end.
std::uintmax_t size_of_file(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(there)) refuse(path, "it is a folder");
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
    refuse(path, "it is not an ordinary file");
  }
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) refuse(path, error.message());
  return bytes;
}

}  // namespace

Result read(const std::string& path) {
  const std::uintmax_t bytes = size_of_file(path);
  if (seal_of(path) == Seal::broken) refuse(path, "it is damaged (its bytes do not match its seal)");
  start_hdf5();
  try {
    if (H5Fis_hdf5(path.c_str()) <= 0) refuse(path, "it is not a result file of Polku (not HDF5)");
    const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open");
    if (H5Aexists(file, "polku_format_version") <= 0)
      refuse(path, "it is an HDF5 file, but not a result of Polku");
    const std::int64_t version = integer_attribute(file, "polku_format_version");
    if (version != record::format_version) {
      refuse(path, "its format has version " + std::to_string(version) + ", this Polku reads version " +
                       std::to_string(record::format_version));
    }
    return Reader(file, bytes).result();
  } catch (const Hdf5Error& error) {
    refuse(path, std::string("it is damaged or cut short (") + error.what() + ")");
  } catch (const std::bad_alloc&) {
    refuse(path, "it asks for more memory than there is");
  }
}

}  // namespace polku::store
