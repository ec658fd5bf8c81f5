import type { DemoPerson, Me } from '@gongzhi/shared/identity/schema';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { ListRow } from '../../components/list-row';
import { ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { signInDemo } from '../../platform/login';
import { useAction } from '../../platform/use-action';
import { useRemote } from '../../platform/use-remote';
import { demoPeople } from './api';
import './demo-sign-in.scss';

/** Demonstration mode: one may be anybody on the list, grouped by what they do. */
export function DemoSignIn({ onDone }: { onDone: (me: Me) => void }) {
  const { data, failure, reload } = useRemote('demo-people', demoPeople);
  const signIn = useAction(async (id: string) => onDone(await signInDemo(id)));
  if (failure && !data) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (!data) return <Skeleton rows={5} />;
  return (
    <View>
      <FailureLine message={signIn.failure?.message} />
      <View className="demo-people">
        {byRole(data.items).map(([roleLabel, people]) => (
          <Card key={roleLabel} flush title={roleLabel}>
            {people.map((person) => (
              <ListRow
                key={person.id}
                title={person.name}
                note={person.about}
                onPress={() => void signIn.run(person.id)}
              />
            ))}
          </Card>
        ))}
      </View>
    </View>
  );
}

function byRole(people: readonly DemoPerson[]): [string, DemoPerson[]][] {
  const groups = new Map<string, DemoPerson[]>();
  for (const person of people)
    groups.set(person.roleLabel, [...(groups.get(person.roleLabel) ?? []), person]);
  return [...groups];
}
