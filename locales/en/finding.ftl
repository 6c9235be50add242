# Looking for schools, people and invitations.

find-button = Find
find-ask-schools = Write the number of the school or a part of its name.
find-ask-people = Write a name, or the number of a school.
find-ask-invitations = Write the name of who is invited, or the number of a school.
find-found = Found for “{ $word }”: { $count }. You may write another word.
find-nothing = Nothing found for “{ $word }”. Try a part of the name or the number of a school.
find-word-gone = The search is over. Press “{ find-button }” again.
