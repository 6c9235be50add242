# Common to all conversations.

error-unexpected =
    Something went wrong. Please try again. If that does not help, give the coordinator this error code: <code>{ $code }</code>.
