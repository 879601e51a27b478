import { MongoClient, type Document } from 'mongodb';
import { settings } from './settings';

export const catalogue: MongoClient = new MongoClient(settings.uri as string, { maxPoolSize: 20 });
export const accounts: MongoClient = new MongoClient(settings.uri as string, { maxPoolSize: 20 });

export const shelf = <T extends Document>(name: string) => catalogue.db().collection<T>(name);
export const account = (id: string) => accounts.db('people').collection('accounts').findOne({ id });
