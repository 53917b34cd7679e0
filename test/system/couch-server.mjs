// node couch-server.mjs PORT FILE: a CouchDB-compatible server (express-pouchdb) whose data outlives a kill -9.
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const memdown = require('memdown');
const adapter = require('pouchdb-adapter-memory');
const PouchCore = require('pouchdb-core');
const expressPouch = require('express-pouchdb');

const [port, file] = process.argv.slice(2);
const journal = openSync(file, 'a');

const asText = (value) => (Buffer.isBuffer(value) ? { base64: value.toString('base64') } : { text: String(value) });
const asValue = ({ base64, text }) => (base64 === undefined ? text : Buffer.from(base64, 'base64'));

/** memdown, with each change appended to a file and confirmed by the disk before it is answered. */
function durabledown(location) {
  const down = memdown(location);
  if (!existsSync(file)) return down;
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const change = JSON.parse(line);
    if (change.location !== location) continue;
    const operations = change.operations.map(({ type, key, value }) => ({
      type,
      key: asValue(key),
      ...(value && { value: asValue(value) }),
    }));
    down._batch(operations, {}, () => {});
  }
  const write = down._batch.bind(down);
  down._batch = (operations, options, done) => {
    const kept = operations.map(({ type, key, value }) => ({
      type,
      key: asText(key),
      ...(type === 'put' && { value: asText(value) }),
    }));
    appendFileSync(journal, `${JSON.stringify({ location, operations: kept })}\n`);
    fsyncSync(journal);
    return write(operations, options, done);
  };
  down._put = (key, value, options, done) => down._batch([{ type: 'put', key, value }], options, done);
  down._del = (key, options, done) => down._batch([{ type: 'del', key }], options, done);
  return down;
}

const PouchDB = PouchCore.default ?? PouchCore;
PouchDB.plugin(adapter.default ?? adapter);
const Durable = PouchDB.defaults({ adapter: 'memory', db: durabledown });
const app = expressPouch(Durable, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${file}.log` });
const server = createServer(app).listen(Number(port), '127.0.0.1', async () => {
  await new Durable('desk').info();
  console.log('serving');
});
process.on('exit', () => {
  server.close();
  closeSync(journal);
});
