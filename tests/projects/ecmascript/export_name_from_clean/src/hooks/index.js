export useRadio from './useRadio';
export defaultVolume, { volumes } from './volumes';
