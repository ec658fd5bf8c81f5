// The least a server can be: node:http and the driver, sending the very commands the API sent, answering what came back.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import mongoose from 'mongoose';

const { MongoClient, ObjectId, BSON } = mongoose.mongo;

process.once('message', async ({ uri, dbName, plans }) => {
  const client = await new MongoClient(uri).connect();
  const db = client.db(dbName);
  let count = 0;

  /** A new case each time: what is unique in the recorded one is made anew. */
  function fresh(document) {
    count += 1;
    const createKey = randomBytes(9).toString('base64url');
    return { ...document, _id: new ObjectId(), number: `bare-${count}`, createKey };
  }

  /** One recorded command; the next part of a list is asked for with the cursor this run was given. */
  async function run(command, before) {
    const own = BSON.EJSON.parse(command, { relaxed: false });
    if (own.insert) own.documents = own.documents.map(fresh);
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
    let last = {};
    for (const command of plans[request.url.slice(1)]) last = await run(command, last);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(last.answer));
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
});
