import { defineResource } from '../../../shared/fields/operation';
import { resumeBot } from './resumeBot.operation';

export const conversation = defineResource('conversation', 'resumeBot', [resumeBot]);
