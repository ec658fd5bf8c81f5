// What both bare servers share: the recorded plans, fresh ids for what must be unique, other cases in turn for commands.
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';

const { ObjectId, BSON } = mongoose.mongo;

/** A recorded command as a document, with plain numbers if wanted; what must be unique in an inserted case is made anew. */
export function readCommand(text, relaxed = false) {
  const command = BSON.EJSON.parse(text, { relaxed });
  if (command.insert === 'issues') command.documents = command.documents.map(freshCase);
  return command;
}

function freshCase(document) {
  const unique = randomBytes(9).toString('base64url');
  return { ...document, _id: new ObjectId(), number: `bench-${unique}`, createKey: `bench-run-${unique}` };
}

/** The commands of one request; where a command has a case of its own each time, the next one takes the recorded one's place. */
export function commandsOf({ commands, caseId }, nextCase) {
  if (!caseId) return commands;
  const next = nextCase();
  return commands.map((text) => text.replaceAll(caseId, next));
}

/** Waits for the plans, then answers requests of the form `/name/variant`. */
export function whenTold(serve) {
  process.once('message', async ({ uri, dbName, plans, cases }) => {
    let taken = 0;
    const nextCase = () => cases[taken++ % cases.length];
    const port = await serve({ uri, dbName, plans, nextCase });
    process.send({ port });
  });
}
