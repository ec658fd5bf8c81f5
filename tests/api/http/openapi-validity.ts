import { execFile } from 'node:child_process';

/** Asks the validator, which is an ES module only, in a process of its own. */
export function validate(document: unknown): Promise<unknown> {
  const program = `
    import { Validator } from '@seriousme/openapi-schema-validator';
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(text));
    console.log(JSON.stringify({ valid, errors, version: validator.version }));
  `;
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-e', program],
      { cwd: 'tests', maxBuffer: 64 * 1024 * 1024 },
      (error, printed) => (error ? reject(error) : resolve(JSON.parse(printed))),
    );
    child.stdin?.end(JSON.stringify(document));
  });
}
