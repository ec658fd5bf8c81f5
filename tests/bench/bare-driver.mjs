// The least a server can be: node:http and the driver, sending the very commands the API sent, answering what came back.
import { createServer } from 'node:http';
import mongoose from 'mongoose';
import { commandsOf, readCommand, whenTold } from './replay.mjs';

const { MongoClient, BSON } = mongoose.mongo;

whenTold(async ({ uri, dbName, plans, nextCase }) => {
  const client = await new MongoClient(uri).connect();
  const db = client.db(dbName);

  /** One recorded command; the next part of a list is asked for with the cursor this run was given. */
  async function run(text, before) {
    const own = readCommand(text);
    if (own.getMore) {
      if (before.cursor.isZero()) return before;
      own.getMore = before.cursor;
    }
    const { cursor, value } = await db.command(own, { promoteLongs: false });
    if (!cursor) return { answer: value ?? own.documents };
    const batch = cursor.firstBatch ?? [...before.answer, ...cursor.nextBatch];
    return { answer: batch, cursor: BSON.Long.fromValue(cursor.id) };
  }

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (body) JSON.parse(body);
    const [, name, variant] = request.url.split('/').map(decodeURIComponent);
    let last = {};
    for (const command of commandsOf(plans[name][variant], nextCase)) last = await run(command, last);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(last.answer ?? null));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
});
