# MAILDOCTOR_SANITIZE=address,undefined instruments everything that is built, libraries and tests alike.
# MAILDOCTOR_FUZZ=ON adds coverage for libFuzzer (clang only), and tests/fuzz.
set(MAILDOCTOR_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, or empty")
option(MAILDOCTOR_FUZZ "Build the fuzz targets" OFF)

if(MAILDOCTOR_SANITIZE)
  add_compile_options(-fsanitize=${MAILDOCTOR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MAILDOCTOR_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-fno-sanitize=function)  # clang 14 cannot place its marks in the parts of a coroutine
  endif()
endif()

# maildoctor_fuzzed(target): what fuzz targets run through; optimised, because that is most of their time.
function(maildoctor_fuzzed target)
  if(MAILDOCTOR_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link -O1)
  endif()
endfunction()
