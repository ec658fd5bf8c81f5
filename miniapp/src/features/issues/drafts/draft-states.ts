export const draftStates = ['editing', 'waiting', 'sending', 'attention'] as const;
export type DraftState = (typeof draftStates)[number];

export const draftEvents = ['edit', 'submit', 'begin', 'postpone', 'refuse', 'arrive', 'drop'] as const;
/**
 * `edit`: something was changed · `submit`: the person sent it off · `begin`: its turn has come · `postpone`: no
 * network, no server, nobody signed in, or the app was killed · `refuse`: only a person can mend it · `arrive`: the
 * server has it · `drop`: thrown away.
 */
export type DraftEvent = (typeof draftEvents)[number];

/** Where each event leads; one that is not named changes nothing. `gone`: the draft is not kept any longer. */
export const draftMoves: Record<DraftState, Partial<Record<DraftEvent, DraftState | 'gone'>>> = {
  editing: { edit: 'editing', submit: 'waiting', drop: 'gone' },
  waiting: { edit: 'editing', submit: 'waiting', begin: 'sending', drop: 'gone' },
  // What is on its way stays as it is until its fate is known.
  sending: { postpone: 'waiting', refuse: 'attention', arrive: 'gone' },
  attention: { edit: 'editing', submit: 'waiting', drop: 'gone' },
};

export const draftStateLabels: Record<DraftState, string> = {
  editing: '还没写完',
  waiting: '等待发送',
  sending: '正在发送',
  attention: '要您看一下',
};
