import { configureStore } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';
import { session } from './session/reducer';

export const store = configureStore({ reducer: { session } });

export type Dispatch = typeof store.dispatch;

export const useStoreDispatch = () => useDispatch<Dispatch>();
