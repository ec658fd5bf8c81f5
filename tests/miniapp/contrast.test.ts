import { compileString } from '../../node_modules/sass/sass.node.mjs';
