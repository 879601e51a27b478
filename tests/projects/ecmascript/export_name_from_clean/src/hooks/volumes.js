export const volumes = [1, 2, 3];
export default 2;
