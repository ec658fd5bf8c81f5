import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { useDraft } from '../drafts';
import { type PickedPlace, placeBody } from '../picked-place';
import { type FormProps, useCommandForm } from '../use-command-form';
import { FormFrame } from './form-frame';
import { MatterField } from './matter-field';
import { PlaceConfirm } from './place-confirm';
import { type PublicChoice, PublicField } from './public-field';
import { WordsField } from './words-field';

interface Draft {
  matterCode: string | null;
  place: PickedPlace | null;
  publicChoice: PublicChoice;
  words: string;
}

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/** What of the publication was changed; nothing before acceptance, when nothing is public yet. */
function publicChanges({ publication }: IssueDetail, { showText, text, pictureIds }: PublicChoice) {
  if (!publication) return {};
  const words = showText ? text : null;
  return {
    ...(words !== publication.text && { publicText: words }),
    ...(!sameIds(pictureIds, publication.pictureIds) && { publicPictureIds: pictureIds }),
  };
}

/** Puts right what was wrong: class, place, or what the public sees. */
export function CorrectForm(props: FormProps) {
  const { issue } = props;
  const form = useCommandForm('correct', props);
  const { publication } = issue;
  const [{ matterCode, place, publicChoice, words }, change] = useDraft<Draft>(issue.id, 'correct', {
    matterCode: issue.matter?.code ?? null,
    place: null,
    publicChoice: {
      showText: publication?.text != null,
      text: publication?.text ?? '',
      pictureIds: publication?.pictureIds ?? [],
    },
    words: '',
  });
  const body = () => ({
    ...(matterCode && matterCode !== issue.matter?.code && { matterCode }),
    ...(place && placeBody(place)),
    ...publicChanges(issue, publicChoice),
    words,
  });
  return (
    <FormFrame form={form} body={body} submit="更正">
      <MatterField
        id={form.idOf('matterCode')}
        value={matterCode}
        onChange={(code) => change({ matterCode: code })}
        about={issue.text}
        groupCode={issue.group?.code ?? null}
        error={form.error('matterCode')}
      />
      <PlaceConfirm
        id={form.idOf('place')}
        issue={issue}
        value={place}
        onChange={(next) => change({ place: next })}
        error={form.error('place')}
      />
      {publication ? (
        <PublicField
          id={form.idOf('publicText')}
          value={publicChoice}
          pictures={issue.pictures}
          onChange={(next) => change({ publicChoice: next })}
          error={form.error('publicText')}
        />
      ) : null}
      <WordsField form={form} label="为什么更正" value={words} onChange={(next) => change({ words: next })} />
    </FormFrame>
  );
}
