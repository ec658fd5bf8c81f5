import type { Matter } from '@gongzhi/shared/standards/catalogue';
import { groupOf } from '@gongzhi/shared/standards/catalogue';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { Combobox } from '../../../components/combobox';
import { errorId, Field } from '../../../components/field';
import { Pressable } from '../../../components/pressable';
import { type DeskTools, useDeskTools } from '../desk-tools';

interface MatterFieldProps {
  id: string;
  label?: string;
  /** Code of the matter chosen. */
  value: string | null;
  onChange: (code: string | null) => void;
  /** Words of the report, from which three matters are suggested. */
  about: string;
  /** Narrows the suggestions to the group the reporter picked, when it has any that fit. */
  groupCode?: string | null;
  error?: string | undefined;
}

type DeskCatalogue = DeskTools['catalogue'];

const SUGGESTIONS = 4;

/** Which of the 250 matters it is: suggested from the words, or found by name, plain words, code or initials. */
export function MatterField(props: MatterFieldProps) {
  const { id, label = '案件类别', value, onChange, about, groupCode, error } = props;
  const { catalogue } = useDeskTools();
  const option = (matter: Matter) => ({
    id: matter.code,
    name: matter.name,
    note: `${matter.code} ${catalogue ? (groupOf(catalogue, matter.code)?.name ?? '') : ''}`,
  });
  const chosen = catalogue?.matters.find(({ code }) => code === value) ?? null;
  const fitting = catalogue ? suggest(catalogue, about, groupCode ?? null) : [];
  const suggested = fitting.length > 0 ? fitting : commonOf(catalogue, groupCode ?? null);
  return (
    <Field id={id} label={label} error={error}>
      <Combobox
        id={id}
        value={chosen ? option(chosen) : null}
        onChange={(picked) => onChange(picked?.id ?? null)}
        search={(words) =>
          catalogue && words ? searchMatters(catalogue, words, 12).map(option) : suggested.map(option)
        }
        placeholder="名称、编码或拼音首字母"
        empty="没有这样的类别，换个说法试试"
        invalid={error !== undefined}
        describedBy={error ? errorId(id) : undefined}
        name="matter"
      />
      {suggested.some(({ code }) => code !== value) ? (
        <fieldset className="desk-suggestions" aria-label="建议的类别">
          {suggested.map((matter) => (
            <Pressable
              key={matter.code}
              className="desk-suggestions__one"
              pressed={matter.code === value}
              onPress={() => onChange(matter.code)}
            >
              {matter.name}
            </Pressable>
          ))}
        </fieldset>
      ) : null}
    </Field>
  );
}

function suggest(catalogue: NonNullable<DeskCatalogue>, about: string, groupCode: string | null): Matter[] {
  const found = searchMatters(catalogue, about, 20);
  const group = catalogue.groups.find(({ code }) => code === groupCode);
  const inGroup = group ? found.filter(({ code }) => group.matterCodes.includes(code)) : [];
  return [...new Set([...inGroup, ...found])].slice(0, SUGGESTIONS);
}

/** Where the words tell nothing: what of the reporter's group has filing conditions of its own. */
function commonOf(catalogue: DeskCatalogue, groupCode: string | null): Matter[] {
  const group = catalogue?.groups.find(({ code }) => code === groupCode);
  if (!catalogue || !group) return [];
  const common = new Set(catalogue.conditions.map(({ matterCode }) => matterCode));
  return catalogue.matters
    .filter(({ code }) => group.matterCodes.includes(code) && common.has(code))
    .slice(0, SUGGESTIONS);
}

/** What to start from: what the reporter named, else the best suggestion when there is one. */
export function firstMatter(
  catalogue: DeskCatalogue,
  issue: { matter: { code: string } | null; text: string; group: { code: string } | null },
): string | null {
  if (issue.matter) return issue.matter.code;
  return catalogue ? (suggest(catalogue, issue.text, issue.group?.code ?? null)[0]?.code ?? null) : null;
}
