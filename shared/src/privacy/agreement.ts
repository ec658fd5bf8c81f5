import { z } from 'zod';

/**
 * What everybody agrees to before they use it with an account. Change a word of meaning and raise the version: at
 * their next step everybody is asked again. What is in braces is filled in with who runs this installation.
 */
export const agreement = { version: 1, since: '2026-11-24' } as const;

/** The version somebody says yes to: only the one in force counts. */
export const consentVersion = z.literal(agreement.version, {
  error: '请先阅读并同意《隐私说明》和《用户须知》',
});

/** Who runs this installation, as far as it is known. */
export interface Operator {
  name: string;
  phone: string;
  address: string;
  district: string;
}

export interface AgreementSection {
  heading: string;
  lines: readonly string[];
}

export interface AgreementText {
  /** With its brackets, as it is named elsewhere. */
  name: string;
  intro: string;
  sections: readonly AgreementSection[];
}

const privacy: AgreementText = {
  name: '《隐私说明》',
  intro:
    '“{district}共治”由{operator}运营。这份说明讲清楚：我们为了办事要用到您的哪些信息、用来做什么、存多久、谁看得到，以及您怎样查看、拿走、改正和删除它们。',
  sections: [
    {
      heading: '我们用到哪些信息，用来做什么',
      lines: [
        '登录：微信给本程序的用户标识（openid），只用来认出下次还是您。我们不读取您的微信昵称、头像和好友。',
        '称呼和手机号：您愿意填才有。用来在办理中称呼您、在您同意时联系您。手机号加密保存，显示时只露首尾几位。',
        '上报的内容：您写的文字、拍的照片、选的位置。用来找到问题、派人处理。',
        '照片里的拍摄位置和时间：照片入库前从图片里去掉，只另外记下一份，用来核对是不是在现场拍的，不公开。',
        '定位：只在您打开地图或上报时向手机取一次，不在后台记录，不保存您的行踪。',
        '评价、“也遇到了”、投诉与反馈：用来改进办理、回复您。',
        '登录和访问记录：登录时间、设备型号、网络地址。用来防止冒用和攻击。',
        '工作人员另有：登录名、加密的密码、岗位，以及在案件里办过的每一步。',
      ],
    },
    {
      heading: '谁看得到',
      lines: [
        '公众：永远看不到是谁上报的。受理以前只看得到大概的位置、种类和办到哪一步；受理时由工作人员选定哪些文字和照片可以公开。',
        '指挥中心派遣员、片区网格员和街巷长、{operator}工作人员：为了办理看得到上报的文字、照片和位置。派遣员看到的手机号是遮住中间几位的。',
        '处置单位：看得到派给它的案件；只有您上报时勾选了“让处置单位联系我”，才看得到您的称呼和手机号。',
        '微信：登录、地图、选照片由微信提供，按微信的隐私保护指引处理。',
        '除了法律要求，我们不把您的信息给别的任何人，不用来做广告，也不据此对您自动作出决定。',
      ],
    },
    {
      heading: '存在哪里，存多久',
      lines: [
        '存在{operator}在中国境内的服务器上，不传到境外。',
        '账号信息：存到您注销为止。每次登录最多有效 30 天。',
        '案件：作为城市管理的办理记录长期保存；您注销后，案件里不再有您是谁。',
        '传了但没有用上的照片：一天后删除。',
        '网络访问记录：按法律要求不少于六个月，到期删除。',
      ],
    },
    {
      heading: '您可以怎样做主',
      lines: [
        '查看和拿走一份：“我的 → 我的信息 → 拿一份副本”。',
        '改正：“我的 → 修改”可以改称呼和手机号；手机号也可以清空。',
        '删除账号、撤回同意：“我的 → 我的信息 → 注销账号”。注销以前的办理不受影响。不同意也可以不登录，照样能看身边的案件和公开数据。',
        '觉得公开的内容侵犯了您：在案件页面点“投诉这条内容”，或在“我的 → 投诉与反馈”里告诉我们，核实期间可以先遮起来。',
        '对处理不满意，还可以向{operator}的上级或网信部门反映。',
      ],
    },
    {
      heading: '未成年人',
      lines: ['不满十四周岁请由父母或其他监护人同意并陪同使用。'],
    },
    {
      heading: '这份说明变了怎么办',
      lines: ['有实质变化时会换一个新的版本号，并在您下一次操作时重新请您同意。'],
    },
  ],
};

const rules: AgreementText = {
  name: '《用户须知》',
  intro: '大家一起用，请互相留点余地。',
  sections: [
    {
      heading: '上报',
      lines: [
        '请报真实看到的问题，一件事报一次；别人已经报过的，点“也遇到了”。',
        '拍问题本身，尽量不拍人脸、车牌、门牌里的人家。文字里不写自己和别人的姓名、电话、证件号。',
        '有人受伤、着火、燃气泄漏等紧急情况，请先打 110、119、120 或燃气抢修电话。',
      ],
    },
    {
      heading: '不可以',
      lines: [
        '发布违法、虚假、色情、暴力、侮辱诽谤的内容，或借上报攻击他人。',
        '冒用别人的身份，反复提交没有根据的上报，干扰正常办理。',
        '有以上情形的内容会被遮起来或不予受理；情节严重的停用账号，并依法处理。',
      ],
    },
    {
      heading: '您发的内容',
      lines: [
        '文字和照片仍然是您的。您同意我们为了办理使用它们，并在受理人员选定以后公开其中一部分。',
        '公开的内容可以被投诉；核实期间可能先遮起来，会告诉您。您不同意这个决定，可以在“投诉与反馈”里申诉。',
      ],
    },
    {
      heading: '办理',
      lines: [
        '每一步的时限按工作时间计算，在案件页面点时限就能看到怎么算的。',
        '结案后 15 天内，上报人可以评价一次；没有解决的，可以要求重新处理一次。',
      ],
    },
  ],
};

export const agreementTexts = { privacy, rules } as const;
export type AgreementName = keyof typeof agreementTexts;

/** A text with who runs the installation filled in; what is not known is said in general words. */
export function fillAgreement(name: AgreementName, operator: Partial<Operator>): AgreementText {
  const { intro, sections, ...text } = agreementTexts[name];
  const fill = (line: string) =>
    line
      .replaceAll('{operator}', operator.name || '本区城市管理部门')
      .replaceAll('{district}', operator.district || '本区');
  return {
    ...text,
    intro: fill(intro),
    sections: sections.map(({ heading, lines }) => ({ heading, lines: lines.map(fill) })),
  };
}
