export const About = () => <p>Since 1998</p>;
