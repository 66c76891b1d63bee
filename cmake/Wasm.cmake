# Toolchain of the wasm preset: the emcc on PATH, with its own platform file; Debian's keeps it under /usr/share.
# Debian's emcc also needs NODE_PATH=/usr/share/nodejs (acorn), which the build preset sets.
find_program(MAILDOCTOR_EMCC emcc REQUIRED)
file(REAL_PATH ${MAILDOCTOR_EMCC} emcc)
get_filename_component(root ${emcc} DIRECTORY)
set(ENV{NODE_PATH} "/usr/share/nodejs:$ENV{NODE_PATH}")

foreach(folder IN ITEMS ${root} /usr/share/emscripten)
  if(EXISTS ${folder}/cmake/Modules/Platform/Emscripten.cmake)
    include(${folder}/cmake/Modules/Platform/Emscripten.cmake)
    return()
  endif()
endforeach()
message(FATAL_ERROR "emcc is at ${emcc}, but its cmake/Modules/Platform/Emscripten.cmake was not found.")
