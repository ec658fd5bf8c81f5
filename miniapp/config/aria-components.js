// Taro's templates for WeChat leave every aria attribute out: these are put back, in the templates (aria-plugin)
// and in the running program (aria-runtime), which must know the same list.
const names = ['label', 'hidden', 'checked', 'disabled', 'selected', 'expanded', 'level', 'valuenow', 'live'];
const elements = ['View', 'Text', 'Image', 'Input', 'Textarea', 'Button', 'Picker', 'Map', 'ScrollView'];

const attributes = {
  ...Object.fromEntries(names.map((name) => [`aria-${name}`, ''])),
  // WeChat calls it aria-role; `role`, as the web knows it, counts as well.
  'aria-role': 'i.role',
};

module.exports = Object.fromEntries(elements.map((element) => [element, attributes]));
