const nodemailer = require('nodemailer');

exports.send = async (to, lines) => {
  const transport = nodemailer.createTransport(process.env.SMTP_URL);
  await transport.sendMail({ to, text: lines.join('\n') });
};
