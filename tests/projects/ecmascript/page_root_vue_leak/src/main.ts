import { createApp } from 'vue';
import { createPinia } from 'pinia';
import Harbour from './Harbour.vue';

createApp(Harbour).use(createPinia()).mount('#app');
