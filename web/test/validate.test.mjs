// The page's validators read every frozen message of the bridge, and nothing that is broken.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { json, load, root } from '../../tests/wasm/load.mjs';

const examples = readdirSync(join(root, 'tests/wire/examples')).map((name) => [name, json(`tests/wire/examples/${name}`)]);
const isFromPage = ([, message]) => ['probe.start', 'probe.cancel', 'domain.start'].includes(message.type);

let validate;
before(async () => {
  validate = await load('core/validate.ts', 'wire-validate');
});

for (const [name, message] of examples.filter((each) => !isFromPage(each))) {
  test(`${name} is read`, () => assert.equal(validate.readServerMessage(message), message));

  test(`${name} is read with a member that we do not know`, () => assert.ok(validate.readServerMessage({ ...message, later: 1 })));

  test(`${name} is refused with any member of another type, or without it`, () => {
    for (const member of Object.keys(message)) {
      for (const wrong of [null, Symbol('x'), () => 1, NaN]) assert.equal(validate.readServerMessage({ ...message, [member]: wrong }), undefined, member);
      if (['outcome'].includes(member)) continue;
      const { [member]: _, ...rest } = message;
      assert.equal(validate.readServerMessage(rest), undefined, member);
    }
  });
}

for (const each of examples.filter(isFromPage)) {
  test(`${each[0]} is no message of the bridge`, () => assert.equal(validate.readServerMessage(each[1]), undefined));
}

test('what is no object, or of no known type, is refused', () => {
  for (const wrong of [undefined, null, 1, 'hello', [], {}, { type: 'toString' }, { type: '__proto__' }, { type: 1 }]) {
    assert.equal(validate.readServerMessage(wrong), undefined);
  }
});

/** The message with each of its members in turn, at every depth, replaced by something that it never is. */
function* broken(value, make = (it) => it, path = 'message') {
  yield [path, make(Symbol('x'))];
  const entries = Array.isArray(value) ? [...value.entries()] : value && typeof value === 'object' ? Object.entries(value) : [];
  for (const [name, item] of entries) {
    const into = (it) => make(Array.isArray(value) ? Object.assign([...value], { [name]: it }) : { ...value, [name]: it });
    yield* broken(item, into, `${path}.${name}`);
  }
}

for (const [name, message] of examples.filter((each) => !isFromPage(each))) {
  test(`${name} is refused with one member broken, however deep`, () => {
    for (const [path, wrong] of broken(message)) assert.equal(validate.readServerMessage(wrong), undefined, path);
  });
}

test('an enum name outside its list is refused deep down', () => {
  const message = structuredClone(json('tests/wire/examples/probe.finished.json'));
  message.result.addresses[1].outcome = 'timed-out|refused';
  assert.equal(validate.readServerMessage(message), undefined);
  message.result.addresses[1].outcome = 'pwned';
  assert.equal(validate.readServerMessage(message), undefined);
});
