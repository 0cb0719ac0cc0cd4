#include <hdf5_hl.h>

#include <numeric>
#include <set>
#include <variant>

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
using Shape = std::vector<hsize_t>;

// --- Does the result hold together? ------------------------------------------

void require(bool holds, const std::string& otherwise) {
  if (!holds) throw std::invalid_argument("result: " + otherwise);
}

void require_name(const std::string& name, std::set<std::string>& taken) {
  const bool possible =
      !name.empty() && name != "." && name.find_first_of(std::string("/\0", 2)) == name.npos;
  require(possible, "'" + name + "' cannot be a name");
  require(taken.insert(name).second, "the name '" + name + "' is there twice");
}

void require_consistent(const Result& result) {
  std::set<std::string> groups = {scenario_group};
  for (const Group& group : result.groups) {
    require_name(group.name, groups);
    std::set<std::string> names;
    for (const Axis& axis : group.axes) require_name(axis.name, names);
    for (const Variable& variable : group.variables) {
      require_name(variable.name, names);
      std::size_t size = 1;
      for (const std::string& name : variable.axes) {
        const Axis* axis = group.axis(name);
        require(axis != nullptr, "'" + variable.name + "' is over an axis '" + name + "' that is not there");
        size *= axis->size();
      }
      require(size == variable.size(), "'" + variable.name + "' has not the size of its axes");
    }
  }
}

// --- Pieces of a file --------------------------------------------------------

/// HDF5 ends a text at its first NUL byte, so one inside would be lost without a word.
const char* text_bytes(const std::string& text) {
  if (text.find('\0') != text.npos) throw Hdf5Error(std::string("a NUL byte after '") + text.c_str() + "'");
  return text.c_str();
}

Handle space_of(const Shape& shape) {
  if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "dataspace"};
  return {H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, "dataspace"};
}

void write_attribute(hid_t owner, const char* name, hid_t file_type, hid_t memory_type, const void* value) {
  const Handle space = space_of({});
  Handle attribute(H5Acreate2(owner, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
  check(H5Awrite(attribute, memory_type, value), name);
  attribute.close();
}

void write_attribute(hid_t owner, const char* name, const std::string& text) {
  const char* bytes = text_bytes(text);
  const Handle type = text_type();
  write_attribute(owner, name, type, type, &bytes);
}

void write_attribute(hid_t owner, const char* name, std::int64_t number) {
  write_attribute(owner, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &number);
}

void write_attribute(hid_t owner, const char* name, double number) {
  write_attribute(owner, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &number);
}

/// The time of creation is not part of a result: the same result gives the same bytes a second later.
void forget_time(hid_t creation) { check(H5Pset_obj_track_times(creation, false), "object properties"); }

Handle write_array(hid_t group, const std::string& name, const Shape& shape, hid_t file_type,
                   hid_t memory_type, const void* values) {
  const Handle space = space_of(shape);
  const Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset properties");
  forget_time(creation);
  Handle dataset(H5Dcreate2(group, name.c_str(), file_type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
                 H5Dclose, name.c_str());
  if (std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>()) > 0) {
    check(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), name.c_str());
  }
  return dataset;
}

Handle write_array(hid_t group, const std::string& name, const Shape& shape,
                   const std::vector<std::int64_t>& values) {
  return write_array(group, name, shape, H5T_STD_I64LE, H5T_NATIVE_INT64, values.data());
}

Handle write_array(hid_t group, const std::string& name, const Shape& shape,
                   const std::vector<double>& values) {
  return write_array(group, name, shape, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, values.data());
}

Handle write_array(hid_t group, const std::string& name, const Shape& shape,
                   const std::vector<std::string>& values) {
  std::vector<const char*> bytes;
  for (const std::string& value : values) bytes.push_back(text_bytes(value));
  const Handle type = text_type();
  return write_array(group, name, shape, type, type, bytes.data());
}

void describe(hid_t owner, const std::string& unit, const std::string& doc) {
  if (!unit.empty()) write_attribute(owner, "units", unit_in_file(unit));
  if (!doc.empty()) write_attribute(owner, "long_name", doc);
}

/// A group whose members come back in the order in which they were put in, not by the alphabet.
Handle create_group(hid_t file, const std::string& name) {
  const Handle ordered(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "group properties");
  check(H5Pset_link_creation_order(ordered, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "group properties");
  forget_time(ordered);
  return {H5Gcreate2(file, name.c_str(), H5P_DEFAULT, ordered, H5P_DEFAULT), H5Gclose, name.c_str()};
}

Handle write_axis(hid_t group, const Axis& axis) {
  const Shape shape = {axis.size()};
  Handle scale =
      std::visit([&](const auto& coordinates) { return write_array(group, axis.name, shape, coordinates); },
                 axis.coordinates);
  check(H5DSset_scale(scale, axis.name.c_str()), axis.name.c_str());
  describe(scale, axis.unit, axis.doc);
  return scale;
}

// --- The whole ---------------------------------------------------------------

void write_group(hid_t file, const Group& group) {
  Handle here = create_group(file, group.name);
  if (!group.doc.empty()) write_attribute(here, "long_name", group.doc);
  std::vector<Handle> scales;
  for (const Axis& axis : group.axes) scales.push_back(write_axis(here, axis));
  for (const Variable& variable : group.variables) {
    std::vector<std::size_t> along;
    Shape shape;
    for (const std::string& name : variable.axes) {
      along.push_back(static_cast<std::size_t>(group.axis(name) - group.axes.data()));
      shape.push_back(group.axes[along.back()].size());
    }
    Handle dataset = std::visit(
        [&](const auto& values) { return write_array(here, variable.name, shape, values); }, variable.values);
    for (std::size_t i = 0; i < along.size(); ++i) {
      check(H5DSattach_scale(dataset, scales[along[i]], static_cast<unsigned>(i)), variable.name.c_str());
    }
    describe(dataset, variable.unit, variable.doc);
    dataset.close();
  }
  for (Handle& scale : scales) scale.close();
  here.close();
}

void write_scenario(hid_t file, const Result& result) {
  Axis paths{"path", "", "place of a value in the scenario", std::vector<std::string>()};
  std::vector<std::string> sources;
  for (const record::Origin& origin : result.origins) {
    std::get<std::vector<std::string>>(paths.coordinates).push_back(origin.path);
    sources.push_back(origin.source);
  }
  Handle group = create_group(file, scenario_group);
  Handle json = write_array(group, "json", {}, std::vector<std::string>{result.scenario});
  describe(json, "", "the resolved scenario, readable by Polku");
  json.close();
  Handle scale = write_axis(group, paths);
  Handle source = write_array(group, "source", {sources.size()}, sources);
  check(H5DSattach_scale(source, scale, 0), "source");
  describe(source, "", "where the value comes from");
  source.close();
  scale.close();
  group.close();
}

void write_everything(hid_t file, const Result& result) {
  write_attribute(file, "polku_format_version", record::format_version);
  write_attribute(file, "version", result.version);
  write_attribute(file, "git_hash", result.git_hash);
  write_attribute(file, "kind", result.kind);
  write_attribute(file, "title", result.title);
  write_attribute(file, "seed", result.seed);
  write_attribute(file, "complete", std::int64_t{result.complete ? 1 : 0});
  write_attribute(file, "seconds", result.seconds);
  write_attribute(file, "threads", result.threads);
  for (const Group& group : result.groups) write_group(file, group);
  write_scenario(file, result);
}

void write_file(const std::string& name, const Result& result) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file properties");
  // Structures since HDF5 1.8 carry checksums, so that a damaged file is noticed.
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST), "file properties");
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "file properties");
  forget_time(creation);
  check(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "file properties");
  Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose, "create");
  write_everything(file, result);
  file.close();
}

/// An interrupted run may take the place of an earlier interrupted one, which its own name tells apart.
Overwrite may_replace_incomplete(const std::string& path) {
  try {
    return read(path).complete ? Overwrite::no : Overwrite::yes;
  } catch (const base::EnvironmentError&) {
    return Overwrite::no;
  }
}

}  // namespace

std::string write(const Result& result, const std::string& path, Overwrite overwrite) {
  require_consistent(result);
  start_hdf5();
  const std::string target = result.complete ? path : incomplete_path(path);
  if (!result.complete) overwrite = may_replace_incomplete(target);
  OutputFile file(target, overwrite);
  try {
    write_file(file.temporary(), result);
  } catch (const Hdf5Error& error) {
    throw base::EnvironmentError("cannot write '" + target + "': " + error.what());
  }
  seal(file);
  file.commit();
  return target;
}

}  // namespace polku::store
