#!/usr/bin/env node
import { program } from 'commander';
import { seedUsers } from './lib/seed.js';

program.command('users <file>').action(seedUsers);
program.parseAsync();
