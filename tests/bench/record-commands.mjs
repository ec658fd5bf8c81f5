// Loaded before the server (node --import): tells the parent process which commands a request sends to the database.
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;
// Which connection a command came over is not part of the work.
const ofTheSession = ['lsid', '$db', '$clusterTime', 'txnNumber', '$readPreference', 'apiVersion'];
let recorded;

const connect = mongoose.connect.bind(mongoose);
mongoose.connect = async (uri, options) => {
  const connected = await connect(uri, { ...options, monitorCommands: true });
  mongoose.connection.getClient().on('commandStarted', ({ command }) => {
    if (!recorded) return;
    const work = Object.fromEntries(Object.entries(command).filter(([key]) => !ofTheSession.includes(key)));
    recorded.push(EJSON.stringify(work, { relaxed: false }));
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
