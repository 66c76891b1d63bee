// The published types, held against the element: a difference is an error of `tsc`.
import type { Scene, ShownKind } from '../src/scene.js';
import type * as source from '../src/index.js';
import type * as published from './index.js';

type Fits<Narrow extends Wide, Wide> = Narrow;
export type Checks = [
  Fits<Pick<source.MailDoctorElement, keyof published.MailDoctorElement>, published.MailDoctorElement>,
  Fits<typeof source.define, typeof published.define>,
  Fits<ShownKind, published.MailDoctorStepEvent['detail']['step']>,
  Fits<published.MailDoctorStepEvent['detail']['step'], ShownKind>,
  Fits<Parameters<Scene['rate']>[0], published.MailDoctorHelpfulEvent['detail']['helpful']>,
];
