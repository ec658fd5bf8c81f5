import { Readable } from 'node:stream';
import { copyOfComplaints } from '../complaints/copy-of-complaints';
import { copyOfPictures } from '../files/copy-of-pictures';
import { copyOfAccount, copyOfSessions } from '../identity/copy-of-account';
import { copyOfInbox } from '../inbox/copy-of-inbox';
import { copyOfCases } from '../issues/copy-of-cases';
import { copyOfPosts } from '../posts/copy-of-posts';
import { copyOfFilters } from '../saved-filters/copy-of-filters';

const about =
  '这是系统里关于您的全部信息。时间是世界协调时（北京时间减 8 小时），位置是 WGS-84 的经度、纬度，照片地址在几个小时内有效。在岗位上办理案件的记录属于案件，不在这里。';

/**
 * Everything the system keeps about a person as one JSON text a person can read, made page by page while it is sent:
 * five thousand cases take no more memory than two hundred.
 */
export function copyMyData(accountId: string, origin: string, now: Date): Readable {
  return Readable.from(pieces(accountId, origin, now));
}

async function* pieces(accountId: string, origin: string, now: Date): AsyncGenerator<string> {
  yield `{\n"说明": ${json(about)},\n"生成时间": ${json(now)},\n"账号": ${json(await copyOfAccount(accountId))}`;
  const lists: [string, AsyncGenerator<object>][] = [
    ['登录记录', copyOfSessions(accountId)],
    ['岗位', copyOfPosts(accountId)],
    ['案件', copyOfCases(accountId, origin)],
    ['照片', copyOfPictures(accountId, origin)],
    ['消息', copyOfInbox(accountId, now)],
    ['投诉与反馈', copyOfComplaints(accountId)],
    ['保存的筛选', copyOfFilters(accountId)],
  ];
  for (const [name, items] of lists) {
    yield `,\n${json(name)}: [`;
    let separator = '\n';
    for await (const item of items) {
      yield separator + json(item);
      separator = ',\n';
    }
    yield '\n]';
  }
  yield '\n}\n';
}

const json = (value: unknown) => JSON.stringify(value, null, 2);
