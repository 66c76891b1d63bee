// The JavaScript of the WebAssembly, in the place of Emscripten's own: Embind for the one shape of function that crosses here (`bind`
// in utf8.hpp), texts in and a view of bytes out, without a registry of types that nothing needs and every page would load.
mergeInto(LibraryManager.library, {
  _embind_register_function__deps: ['$getWasmTableEntry', 'malloc', 'free'],
  _embind_register_function: function (name, argCount, argTypes, signature, rawInvoker, fn) {
    var invoker = getWasmTableEntry(rawInvoker);
    Module[UTF8ToString(name)] = (...texts) => {
      // On the wire a std::string is its size and its bytes.
      var wires = texts.map((text) => {
        var bytes = new TextEncoder().encode(text);
        var wire = _malloc(4 + bytes.length);
        HEAPU32[wire >> 2] = bytes.length;
        HEAPU8.set(bytes, wire + 4);
        return wire;
      });
      var view = invoker(fn, ...wires) >> 2;
      for (var wire of wires) _free(wire);
      return HEAPU8.subarray(HEAPU32[view + 1], HEAPU32[view + 1] + HEAPU32[view]);
    };
  },

  // As much as is asked for; Emscripten's own tries to get more first.
  emscripten_resize_heap__deps: ['$emscripten_realloc_buffer'],
  emscripten_resize_heap: function (size) { return emscripten_realloc_buffer(size >>> 0); },
});
