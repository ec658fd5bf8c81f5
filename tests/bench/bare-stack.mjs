// The stack the API is built on and nothing of the API: Koa, its router and body parser, and lean Mongoose queries that
// ask the database the same; the answer is the one the API gave, made into JSON anew each time.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import mongoose from 'mongoose';
import { commandsOf, readCommand, whenTold } from './replay.mjs';

const require = createRequire(new URL('../../api/package.json', import.meta.url));
const Koa = require('koa').default ?? require('koa');
const Router = require('@koa/router').default ?? require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');

const models = new Map();
/** A model without rules of its own for each collection. */
function modelOf(collection) {
  let model = models.get(collection);
  if (!model) {
    const schema = new mongoose.Schema(
      // Most ids are ObjectIds, but a counter's is its day.
      { _id: mongoose.Schema.Types.Mixed },
      { strict: false, versionKey: false, collection, autoIndex: false },
    );
    model = mongoose.model(`Bare_${collection}`, schema);
    models.set(collection, model);
  }
  return model;
}

const sending = {
  find: ({ find, filter, projection, sort, skip, limit, batchSize, hint }) => {
    const query = modelOf(find).find(filter, projection);
    if (sort) query.sort(sort);
    if (skip) query.skip(Number(skip));
    if (limit) query.limit(Number(limit));
    if (batchSize) query.batchSize(Number(batchSize));
    if (hint) query.hint(hint);
    return query.lean();
  },
  // The find before it has read to its end already.
  getMore: async () => {},
  aggregate: ({ aggregate, pipeline }) => modelOf(aggregate).aggregate(pipeline),
  count: ({ count, query, limit }) =>
    modelOf(count).countDocuments(query, limit ? { limit: Number(limit) } : {}),
  findAndModify: ({ findAndModify, query, update, sort, fields, new: after, upsert }) =>
    modelOf(findAndModify)
      .findOneAndUpdate(query, update, {
        sort,
        projection: fields,
        upsert,
        returnDocument: after ? 'after' : 'before',
      })
      .lean(),
  insert: ({ insert, documents }) => modelOf(insert).create(documents),
  update: ({ update, updates }) =>
    modelOf(update).bulkWrite(
      updates.map(({ q, u, upsert, multi }) => ({
        [multi ? 'updateMany' : 'updateOne']: { filter: q, update: u, upsert },
      })),
    ),
  ping: () => mongoose.connection.db.admin().command({ ping: 1 }),
};

whenTold(async ({ uri, dbName, plans, nextCase }) => {
  mongoose.set('autoCreate', false);
  await mongoose.connect(uri, { dbName });
  const router = new Router();
  const handle = async (ctx) => {
    const plan = plans[ctx.params.name][ctx.params.variant];
    for (const text of commandsOf(plan, nextCase)) {
      const command = readCommand(text, true);
      await sending[Object.keys(command)[0]](command);
    }
    ctx.body = plan.answer;
  };
  router.get('/:name/:variant', handle);
  router.post('/:name/:variant', bodyParser(), handle);
  const app = new Koa().use(router.routes());
  const server = createServer(app.callback());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
});
