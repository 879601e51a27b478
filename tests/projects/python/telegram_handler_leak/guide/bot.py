from telegram.ext import ApplicationBuilder, CommandHandler

from guide.tour import tour

application = ApplicationBuilder().token("secret").build()
application.add_handler(CommandHandler("tour", tour))
application.run_polling()
