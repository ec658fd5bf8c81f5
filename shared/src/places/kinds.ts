import type { FieldDefinition } from './fields';
import type { Geometry, PlaceKind } from './schema';

type Shape = Geometry['type'];

/** How a code is written: which pattern, and what a person reads who wrote it otherwise. */
export interface CodeRule {
  readonly pattern: RegExp;
  readonly words: string;
}

/** Everything the program knows about one kind of place. */
export interface KindDefinition {
  readonly label: string;
  /**
   * Areas decide who answers for a point: they are what rights and cases hang on, a few thousand, held in memory by
   * every process. Objects stand in areas, by the hundred thousand, and stay in the database.
   */
  readonly heldAs: 'area' | 'object';
  readonly shapes: readonly Shape[];
  /** A parent is always less deep, so that no circle can come about. */
  readonly depth: number;
  /** Kinds a parent is looked for among, deepest first. */
  readonly parents: readonly PlaceKind[];
  readonly code: CodeRule;
  readonly fields: readonly FieldDefinition[];
  /** Areas of this kind must cover each area of that kind exactly: no gap, no overlap. */
  readonly tiles?: PlaceKind;
}

const areaShapes: readonly Shape[] = ['Polygon', 'MultiPolygon'];
const lineShapes: readonly Shape[] = ['LineString', 'MultiLineString'];
const pointOrArea: readonly Shape[] = ['Point', ...areaShapes];

const freeCode: CodeRule = { pattern: /^[A-Za-z0-9-]{2,40}$/, words: '编码用 2–40 位字母、数字或连字符' };
const objectCode: CodeRule = {
  pattern: /^[A-Z0-9-]{2,40}$/,
  words: '编码用 2–40 位大写字母、数字或连字符',
};
/** Only the digits; whether their parts fit the district is said in codes.ts. */
const cellCode: CodeRule = {
  pattern: /^[0-9]{15}$/,
  words: '网格编码是 15 位数字：行政区划 6 位、街道 3 位、社区 3 位、网格 3 位',
};
const componentCode: CodeRule = {
  pattern: /^[0-9]{17}$/,
  words: '部件标识码是 17 位数字：行政区划 6 位、部件类别 5 位、流水号 6 位',
};

const inTown: readonly PlaceKind[] = ['street_office', 'town', 'district'];
const inCommunity: readonly PlaceKind[] = ['community', 'village', ...inTown];

const grades = ['一级', '二级', '三级'] as const;
const phone = (label: string): FieldDefinition => ({
  key: 'phone',
  label,
  type: 'phone',
  example: '0519-82800000',
  staffOnly: true,
  correctable: true,
});
const responsible = (label: string): FieldDefinition => ({
  key: 'responsible',
  label,
  type: 'organisation',
  example: 'HW-01',
  hint: '单位名录里的编码',
});
const note: FieldDefinition = {
  key: 'note',
  label: '备注',
  type: 'text',
  max: 200,
  example: '',
  correctable: true,
  staffOnly: true,
};
const grade = (label: string): FieldDefinition => ({
  key: 'grade',
  label,
  type: 'choice',
  choices: grades,
  example: '二级',
});
const openHours: FieldDefinition = {
  key: 'openHours',
  label: '开放时间',
  type: 'text',
  max: 60,
  required: true,
  example: '05:30-22:00',
  hint: '全天开放写“全天”；分段用逗号隔开，如 05:30-09:00,16:00-22:00',
  correctable: true,
};

const toilet: readonly FieldDefinition[] = [
  {
    key: 'stars',
    label: '星级',
    type: 'integer',
    min: 0,
    max: 5,
    required: true,
    example: '3',
    hint: '0 为未评',
  },
  openHours,
  { key: 'menPlaces', label: '男厕位', type: 'integer', max: 200, example: '6' },
  { key: 'womenPlaces', label: '女厕位', type: 'integer', max: 200, example: '9' },
  { key: 'accessible', label: '无障碍厕位', type: 'yesNo', example: '是', correctable: true },
  { key: 'thirdRoom', label: '第三卫生间', type: 'yesNo', example: '否', correctable: true },
  {
    key: 'cleaning',
    label: '保洁方式',
    type: 'choice',
    choices: ['专人值守', '巡回保洁'],
    example: '专人值守',
  },
  { key: 'keeper', label: '管理单位', type: 'organisation', example: 'HW-01' },
  {
    key: 'inUse',
    label: '使用状态',
    type: 'choice',
    choices: ['正常开放', '临时关闭', '维修改造'],
    required: true,
    example: '正常开放',
    correctable: true,
  },
  { key: 'builtYear', label: '建成年份', type: 'integer', min: 1949, max: 2100, example: '2016' },
  { key: 'upgrade', label: '列入提标', type: 'yesNo', example: '是' },
  { key: 'area', label: '建筑面积（平方米）', type: 'number', max: 2000, example: '65' },
  phone('管理电话'),
  note,
];

const vendorPoint: readonly FieldDefinition[] = [
  { key: 'goods', label: '经营内容', type: 'text', max: 60, required: true, example: '早餐、小吃' },
  { key: 'stalls', label: '摊位数', type: 'integer', max: 2000, required: true, example: '24' },
  {
    key: 'hours',
    label: '经营时段',
    type: 'text',
    max: 60,
    required: true,
    example: '17:00-22:30',
    correctable: true,
  },
  {
    key: 'standard',
    label: '管理标准',
    type: 'text',
    max: 200,
    required: true,
    example: '统一棚具、油水分离、收摊净场，不占盲道',
  },
  { key: 'startedOn', label: '设置日期', type: 'date', required: true, example: '2024-05-01' },
  {
    key: 'phaseOutOn',
    label: '退出日期',
    type: 'date',
    required: true,
    example: '2027-12-31',
    hint: '到期后应取消或重新批准',
  },
  { key: 'keeper', label: '管理单位', type: 'organisation', example: 'CG-01' },
  phone('管理电话'),
  note,
];

const sortingFacility: readonly FieldDefinition[] = [
  {
    key: 'facility',
    label: '设施类型',
    type: 'choice',
    choices: ['四分类亭', '投放点', '定时定点站', '中转站', '可回收物站点'],
    required: true,
    example: '四分类亭',
  },
  {
    key: 'serves',
    label: '服务对象',
    type: 'choice',
    choices: ['小区', '单位', '行政村', '公共场所'],
    required: true,
    example: '小区',
  },
  { key: 'households', label: '服务户数', type: 'integer', max: 20000, example: '320' },
  { key: 'bins', label: '桶数', type: 'integer', max: 500, required: true, example: '8', correctable: true },
  { key: 'hours', label: '投放时间', type: 'text', max: 60, example: '06:00-09:00', correctable: true },
  { key: 'collector', label: '收运单位', type: 'organisation', example: 'HW-01' },
  { key: 'startedOn', label: '启用日期', type: 'date', example: '2025-03-01' },
  note,
];

const constructionSite: readonly FieldDefinition[] = [
  {
    key: 'permitNo',
    label: '施工许可证号',
    type: 'text',
    max: 40,
    required: true,
    example: '320413202601010101',
  },
  { key: 'builder', label: '建设单位', type: 'text', max: 60, required: true, example: '金坛城建集团' },
  { key: 'contractor', label: '施工单位', type: 'text', max: 60, required: true, example: '某某建设公司' },
  { key: 'startOn', label: '开工日期', type: 'date', required: true, example: '2026-03-01' },
  { key: 'endOn', label: '计划竣工', type: 'date', required: true, example: '2027-09-30' },
  {
    key: 'stage',
    label: '施工阶段',
    type: 'choice',
    choices: ['土方', '主体', '装饰', '收尾', '停工'],
    required: true,
    example: '土方',
    correctable: true,
  },
  { key: 'washing', label: '冲洗设备', type: 'yesNo', example: '是', correctable: true },
  { key: 'spoilPermit', label: '渣土处置证号', type: 'text', max: 40, example: 'ZT-2026-018' },
  phone('工地联系电话'),
  note,
];

const shop: readonly FieldDefinition[] = [
  {
    key: 'doorplate',
    label: '门牌',
    type: 'text',
    max: 60,
    example: '相府前路 18 号',
    correctable: true,
  },
  {
    key: 'trade',
    label: '业态',
    type: 'choice',
    choices: [
      '餐饮',
      '食品零售',
      '日用百货',
      '服装鞋帽',
      '五金建材',
      '维修服务',
      '理发美容',
      '药店诊所',
      '其他',
      '空置',
    ],
    example: '餐饮',
    correctable: true,
  },
  {
    key: 'operator',
    label: '经营者',
    type: 'text',
    max: 40,
    example: '王某',
    staffOnly: true,
    correctable: true,
  },
  { key: 'licence', label: '营业执照号', type: 'creditCode', example: '92320413MA1W000000', staffOnly: true },
  phone('联系电话'),
  { key: 'frontMetres', label: '门面宽（米）', type: 'number', max: 500, example: '4.5' },
  note,
];

/** The standard's record of a component; name, code and position are every place's, the areas are worked out. */
const component: readonly FieldDefinition[] = [
  {
    key: 'departmentCode',
    label: '主管部门代码',
    type: 'creditCode',
    required: true,
    example: '11320482014139000X',
  },
  {
    key: 'departmentName',
    label: '主管部门名称',
    type: 'text',
    max: 100,
    required: true,
    example: '常州市金坛区城市管理局',
  },
  { key: 'ownerCode', label: '权属单位代码', type: 'creditCode', example: '' },
  { key: 'ownerName', label: '权属单位名称', type: 'text', max: 100, example: '' },
  { key: 'keeperCode', label: '养护单位代码', type: 'creditCode', example: '' },
  { key: 'keeperName', label: '养护单位名称', type: 'text', max: 100, example: '', correctable: true },
  {
    key: 'state',
    label: '状态',
    type: 'choice',
    choices: ['完好', '破损', '丢失', '废弃', '移除'],
    required: true,
    example: '完好',
    correctable: true,
  },
  { key: 'initialOn', label: '初始日期', type: 'date', required: true, example: '2026-03-01' },
  { key: 'changedOn', label: '变更日期', type: 'date', example: '' },
  { key: 'source', label: '数据来源', type: 'text', max: 50, example: '实测' },
  { key: 'note', label: '备注', type: 'text', max: 200, example: '', correctable: true },
];

export const placeKindTable: Record<PlaceKind, KindDefinition> = {
  district: {
    label: '区',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 0,
    parents: [],
    code: freeCode,
    fields: [],
  },
  street_office: {
    label: '街道',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 1,
    parents: ['district'],
    code: freeCode,
    fields: [phone('值班电话')],
  },
  town: {
    label: '镇',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 1,
    parents: ['district'],
    code: freeCode,
    fields: [phone('值班电话')],
  },
  community: {
    label: '社区',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 2,
    parents: inTown,
    code: freeCode,
    fields: [
      { key: 'office', label: '居委会地址', type: 'text', max: 60, example: '东门大街 8 号' },
      { key: 'households', label: '户数', type: 'integer', max: 100_000, example: '3200' },
      phone('值班电话'),
    ],
  },
  village: {
    label: '行政村',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 2,
    parents: ['town', 'street_office', 'district'],
    code: freeCode,
    fields: [
      { key: 'office', label: '村委会地址', type: 'text', max: 60, example: '村部' },
      { key: 'households', label: '户数', type: 'integer', max: 100_000, example: '850' },
      phone('值班电话'),
    ],
  },
  cell: {
    label: '网格',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 3,
    parents: ['community', 'village'],
    code: cellCode,
    fields: [{ key: 'households', label: '户数', type: 'integer', max: 100_000, example: '300' }],
  },
  cleaning_area: {
    label: '保洁区',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 3,
    parents: inCommunity,
    code: freeCode,
    tiles: 'community',
    fields: [
      { ...grade('保洁等级'), required: true },
      { ...responsible('责任单位'), required: true },
      {
        key: 'rounds',
        label: '每日收运次数',
        type: 'integer',
        min: 1,
        max: 10,
        required: true,
        example: '3',
      },
      { key: 'hours', label: '保洁时段', type: 'text', max: 60, example: '05:00-21:00' },
      note,
    ],
  },
  road: {
    label: '道路',
    heldAs: 'area',
    shapes: lineShapes,
    depth: 3,
    parents: inCommunity,
    code: freeCode,
    fields: [
      grade('管理等级'),
      { key: 'lengthMetres', label: '长度（米）', type: 'number', max: 100_000, example: '1200' },
      note,
    ],
  },
  alley: {
    label: '街巷',
    heldAs: 'area',
    shapes: lineShapes,
    depth: 3,
    parents: inCommunity,
    code: freeCode,
    fields: [
      { key: 'backAlley', label: '背街小巷', type: 'yesNo', example: '是' },
      { key: 'lengthMetres', label: '长度（米）', type: 'number', max: 100_000, example: '220' },
      note,
    ],
  },
  river: {
    label: '河道',
    heldAs: 'area',
    shapes: [...lineShapes, ...areaShapes],
    depth: 2,
    parents: inTown,
    code: freeCode,
    fields: [
      {
        key: 'level',
        label: '河道级别',
        type: 'choice',
        choices: ['区级', '镇级', '村级'],
        required: true,
        example: '镇级',
      },
      { key: 'sectionFrom', label: '起点', type: 'text', max: 60, required: true, example: '丹金溧漕河口' },
      { key: 'sectionTo', label: '止点', type: 'text', max: 60, required: true, example: '钱资湖' },
      { key: 'lengthMetres', label: '长度（米）', type: 'number', max: 100_000, example: '3400' },
      {
        key: 'waterTarget',
        label: '水质目标',
        type: 'choice',
        choices: ['Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类'],
        example: 'Ⅲ类',
      },
      responsible('管护单位'),
      note,
    ],
  },
  green: {
    label: '绿地',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 3,
    parents: inCommunity,
    code: freeCode,
    fields: [
      { ...grade('养护等级'), required: true },
      {
        key: 'greenType',
        label: '绿地类型',
        type: 'choice',
        choices: ['公园绿地', '道路绿地', '广场绿地', '附属绿地', '防护绿地'],
        example: '公园绿地',
      },
      responsible('养护单位'),
      { key: 'trees', label: '应有乔木（株）', type: 'integer', max: 1_000_000, example: '180' },
      {
        key: 'missingTrees',
        label: '缺株、死株',
        type: 'integer',
        max: 100_000,
        example: '0',
        correctable: true,
      },
      note,
    ],
  },
  compound: {
    label: '小区',
    heldAs: 'area',
    shapes: areaShapes,
    depth: 3,
    parents: inCommunity,
    code: freeCode,
    fields: [
      { key: 'firm', label: '物业企业', type: 'organisation', example: 'WY-01' },
      { key: 'households', label: '户数', type: 'integer', max: 50_000, example: '640' },
      { key: 'builtYear', label: '建成年份', type: 'integer', min: 1949, max: 2100, example: '2004' },
      { key: 'old', label: '老小区', type: 'yesNo', example: '否' },
      { key: 'ownersBody', label: '业委会', type: 'yesNo', example: '是' },
      note,
    ],
  },
  building: {
    label: '楼栋',
    heldAs: 'area',
    shapes: pointOrArea,
    depth: 4,
    parents: ['compound', ...inCommunity],
    code: freeCode,
    fields: [
      { key: 'floors', label: '层数', type: 'integer', min: 1, max: 200, example: '6' },
      { key: 'units', label: '单元数', type: 'integer', min: 1, max: 100, example: '4' },
      { key: 'households', label: '户数', type: 'integer', max: 5000, example: '48' },
      { key: 'lift', label: '电梯', type: 'yesNo', example: '否' },
    ],
  },
  shop: {
    label: '店铺',
    heldAs: 'object',
    shapes: pointOrArea,
    depth: 5,
    parents: inCommunity,
    code: objectCode,
    fields: shop,
  },
  toilet: {
    label: '公厕',
    heldAs: 'object',
    shapes: pointOrArea,
    depth: 5,
    parents: inCommunity,
    code: objectCode,
    fields: toilet,
  },
  vendor_point: {
    label: '疏导点',
    heldAs: 'object',
    shapes: pointOrArea,
    depth: 5,
    parents: inCommunity,
    code: objectCode,
    fields: vendorPoint,
  },
  sorting_facility: {
    label: '垃圾分类设施',
    heldAs: 'object',
    shapes: pointOrArea,
    depth: 5,
    parents: inCommunity,
    code: objectCode,
    fields: sortingFacility,
  },
  construction_site: {
    label: '工地',
    heldAs: 'object',
    shapes: pointOrArea,
    depth: 5,
    parents: inCommunity,
    code: objectCode,
    fields: constructionSite,
  },
  component: {
    label: '部件',
    heldAs: 'object',
    shapes: ['Point', ...lineShapes, ...areaShapes],
    depth: 5,
    parents: inCommunity,
    code: componentCode,
    fields: component,
  },
};
