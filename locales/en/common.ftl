# Common to all conversations.

error-unexpected =
    Something went wrong. Please try again. If that does not help, give the coordinator this error code: <code>{ $code }</code>.

# A toast for a button that is not for this person or no longer in force.
refused = This button is not for you or no longer works.

not-understood =
    I do not understand this message. Please choose a section on the keyboard below.
