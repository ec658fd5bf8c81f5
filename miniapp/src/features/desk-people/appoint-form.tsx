import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { classNames } from '../../components/class-names';
import { Combobox, type ComboOption } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { SelectBox } from '../../components/select-box';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { appoint, findPeople, findPlaces, listOrganisations } from './api';
import { scopeKindsOf } from './role-scope';

export interface Scope extends ComboOption {
  kind: 'place' | 'organisation';
}

interface AppointFormProps {
  roles: readonly { value: PostRole; label: string }[];
  /** The post, where it is known already, as for a vacancy: only who takes it is asked then. */
  known?: { role: PostRole; scope: Scope };
  onDone: () => void;
}

/** Appoints a person to a role over an area or an organisation. */
export function AppointForm({ roles, known, onDone }: AppointFormProps) {
  const [person, setPerson] = useState<ComboOption | null>(null);
  const [role, setRole] = useState<PostRole | ''>(known?.role ?? '');
  const [scope, setScope] = useState<Scope | null>(known?.scope ?? null);
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async () => {
    if (!person || !role || !scope) return;
    await appoint({
      accountId: person.id,
      role,
      scope: { kind: scope.kind, id: scope.id },
      ...(title.trim() && { title: title.trim() }),
    });
    onDone();
  });
  const missing = (value: unknown, words: string) => (tried && !value ? words : undefined);
  const errors = {
    person: missing(person, '请选人'),
    role: missing(role, '请选岗位'),
    scope: missing(scope, '请选负责的地方或单位'),
  };
  const press = () => {
    setTried(true);
    if (person && role && scope) void save.run();
  };
  const form = (
    <>
      <div className={classNames('people__form', known && 'people__form--one')}>
        <Field
          id="post-person"
          label="谁"
          hint="微信用户没有登录名：请本人在“我的 › 报到码”里看 8 位数字，填在这里"
          error={errors.person}
        >
          <Combobox
            id="post-person"
            value={person}
            onChange={setPerson}
            search={searchPeople}
            placeholder="姓名、登录名或报到码"
            invalid={errors.person !== undefined}
            describedBy={errors.person ? errorId('post-person') : undefined}
          />
        </Field>
        {known ? null : (
          <>
            <Field id="post-role" label="岗位" error={errors.role}>
              <SelectBox
                id="post-role"
                none="请选择"
                value={role}
                options={roles}
                invalid={errors.role !== undefined}
                onChange={(next) => {
                  setRole(next);
                  setScope(null);
                }}
              />
            </Field>
            <Field id="post-scope" label="负责哪里" error={errors.scope}>
              <Combobox<Scope>
                id="post-scope"
                value={scope}
                onChange={setScope}
                search={(q) => findScopes(role, q)}
                placeholder={
                  role && scopeKindsOf(role)[0] === 'organisation' ? '单位名称' : '地点名称或拼音首字母'
                }
                empty={role ? '没有找到' : '先选岗位'}
                invalid={errors.scope !== undefined}
                describedBy={errors.scope ? errorId('post-scope') : undefined}
              />
            </Field>
          </>
        )}
        <Field id="post-title" label="名称（可以不写）">
          <TextInput
            id="post-title"
            value={title}
            maxLength={40}
            placeholder="如 华城路街长"
            onChange={setTitle}
          />
        </Field>
      </div>
      <FailureLine message={save.failure?.message} />
      <Button busy={save.busy} name="appoint" onPress={press}>
        任命
      </Button>
    </>
  );
  // A known post is named by the sheet it is filled in on.
  return known ? form : <Card title="任命">{form}</Card>;
}

export async function searchPeople(q: string): Promise<ComboOption[]> {
  return (await findPeople(q)).items;
}

async function findScopes(role: PostRole | '', q: string): Promise<Scope[]> {
  if (!role) return [];
  const found = await Promise.all(
    scopeKindsOf(role).map(async (kind): Promise<Scope[]> => {
      if (kind === 'organisation') {
        const { items } = await listOrganisations(q);
        return items.slice(0, 15).map((unit) => ({
          id: unit.id,
          name: unit.name,
          note: organisationKindLabels[unit.kind],
          kind,
        }));
      }
      const { items } = await findPlaces(q);
      return items.map((place) => ({
        id: place.id,
        name: place.name,
        note: [placeKindLabels[place.kind], place.path.at(-1)?.name].filter(Boolean).join(' · '),
        kind,
      }));
    }),
  );
  return found.flat();
}
