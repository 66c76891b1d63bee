# Warnings of our own code; they are errors in the presets (MAILDOCTOR_WERROR), never for somebody who embeds us.
option(MAILDOCTOR_WERROR "Treat warnings as errors" OFF)

function(maildoctor_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Wold-style-cast -Wswitch-enum -Werror=switch)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)  # false where it inlines `" " + std::string` (GCC bug 105651)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_UNITY_BUILD)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)  # takes a .cpp in a unity file for a header
  endif()
  if(MAILDOCTOR_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
