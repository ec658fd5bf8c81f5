// Loaded before the server (node --import): tells the parent process which commands a request sends to the database.
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;
// Which connection a command came over is not part of the work.
const ofTheSession = ['lsid', '$db', '$clusterTime', 'txnNumber', '$readPreference', 'apiVersion'];
/** What the worker and the watch over places ask for by themselves, whether somebody asks the API or not. */
const byItself =
  /"query":\{"outboxDue"|"figures_dirty_days"|"figures_watch"|"issue_upkeep"|"place_changes"|"standards_in_force"/;
let recorded;

const connect = mongoose.connect.bind(mongoose);
mongoose.connect = async (uri, options) => {
  const connected = await connect(uri, { ...options, monitorCommands: true });
  mongoose.connection.getClient().on('commandStarted', ({ command }) => {
    if (!recorded) return;
    const work = Object.fromEntries(Object.entries(command).filter(([key]) => !ofTheSession.includes(key)));
    const text = EJSON.stringify(work, { relaxed: false });
    if (!byItself.test(text)) recorded.push(text);
  });
  process.send({ uri, dbName: mongoose.connection.name });
  return connected;
};

process.on('message', (message) => {
  if (message === 'record') recorded = [];
  if (message === 'stop recording') {
    process.send({ commands: recorded });
    recorded = undefined;
  }
});
