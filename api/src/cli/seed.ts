import { seedCases } from '../demonstration/seed-cases';
import { seedDemonstration } from '../demonstration/seed-demonstration';
import { clock } from '../platform/clock';
import { UsageError, withDatabase } from './context';

/** `seed`: the demonstration data, as far as they are not there or not as they were. */
export async function seed(print: (line: string) => void): Promise<void> {
  await withDatabase(async ({ config, attached }) => {
    if (!config.demo) throw new UsageError('demonstration data are for a demonstration (DEMO=1) only');
    const now = clock.now();
    const { places, organisations, people, posts } = await seedDemonstration(now, { again: true });
    print(
      `${places} places, ${organisations} organisations, ${people} people and ${posts} posts were added.`,
    );
    const { cases } = await seedCases(now);
    print(`${cases} cases were added.`);
    if (attached) print('The running program takes them up by itself.');
  });
}
