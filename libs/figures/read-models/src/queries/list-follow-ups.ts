import type { FollowUpSubject, KnownFollowUp } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../reading/answer.js';
import type { AskedClocks } from '../reading/clocks.js';
import type { AskedPage, NextPage } from '../reading/cursor.js';
import { ALL_NAMES, pageOfRegister, registeredThings } from '../reading/register-pages.js';
import { followUpAt, type FollowUpAt } from '../reading/registers.js';
import type { ViewReader } from '../reading/view-reader.js';
