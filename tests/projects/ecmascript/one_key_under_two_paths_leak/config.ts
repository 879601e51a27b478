export const chatKey = 'wd93k';
export const demoKey = 'n01cc';
