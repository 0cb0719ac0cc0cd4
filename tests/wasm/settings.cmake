# What a WebAssembly build needs besides the compiler. Headers of Debian packages come through symbolic links, because
# -I/usr/include would put the C library of the host before that of Emscripten.
set(system_headers ${CMAKE_BINARY_DIR}/system_headers)
file(MAKE_DIRECTORY ${system_headers})
foreach(header boost nlohmann xxhash.h)
  file(CREATE_LINK /usr/include/${header} ${system_headers}/${header} SYMBOLIC)
endforeach()
add_library(Boost::headers INTERFACE IMPORTED GLOBAL)

target_include_directories(polku_settings SYSTEM INTERFACE ${system_headers})
target_compile_options(polku_settings INTERFACE -fexceptions)
target_link_options(polku_settings INTERFACE -fexceptions)
