import { complaintContracts } from './complaints/contract';
import type { Contract } from './contract';
import { figuresContracts } from './figures/contract';
import { fileContracts } from './files/contract';
import { identityContracts } from './identity/contract';
import { importContracts } from './imports/contract';
import { inboxContracts } from './inbox/contract';
import { issueContracts } from './issues/contract';
import { listContracts, managementListContracts, responsibilityListContracts } from './lists/contract';
import { myDataContracts } from './my-data/contract';
import { organisationContracts } from './organisations/contract';
import { placeContracts } from './places/contract';
import { postContracts } from './posts/contract';
import { savedFilterContracts } from './saved-filters/contract';
import { standardsContracts } from './standards/contract';
import { systemContracts } from './system/contract';
import { whoAnswersContracts } from './who-answers/contract';

/** Every endpoint by feature: what the server must serve and the API page describes. */
export const allContracts: Record<string, Record<string, Contract>> = {
  system: systemContracts,
  identity: identityContracts,
  posts: postContracts,
  whoAnswers: whoAnswersContracts,
  organisations: organisationContracts,
  places: placeContracts,
  imports: importContracts,
  standards: standardsContracts,
  lists: listContracts,
  responsibilityList: responsibilityListContracts,
  managementList: managementListContracts,
  files: fileContracts,
  issues: issueContracts,
  inbox: inboxContracts,
  figures: figuresContracts,
  savedFilters: savedFilterContracts,
  complaints: complaintContracts,
  myData: myDataContracts,
};
