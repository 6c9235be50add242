# How a deadline was read, and why.

deadline-unread = The deadline could not be read: { roadmap-reason }.
deadline-read =
    { $kind ->
        [once] One date: { $span }.
        [range] A period: { $span }.
        [list] Several dates: { $span }.
        [recurring] Again and again: { $span }.
       *[ongoing] All the time: { $span }.
    }
deadline-span = from { $start } to { $end }
deadline-span-until = until { $end } inclusive
deadline-due =
    { $count ->
        [one] Due: { $days }.
       *[other] Due: { $days }.
    }
deadline-due-many = Due { $count } times: first { $first }, last { $last }.
deadline-anchor = Counted: { $anchor }.
deadline-time = Time: { $time }.
deadline-time-since = Time: from { $time }.
deadline-time-until = Time: until { $time }.
deadline-place = Place: { $place }.

# The convention that gives the date.
deadline-why =
    { $why ->
        [day] A day is named.
        [month] A month is due on its last day.
        [decade] The beginning, middle or end of a month is ten days, due on the last of them.
        [half-month] The first half of a month goes to the 15th, the second to its end.
        [week] A week is due on Sunday or on the last day of the month. The first week is one with a working day.
        [weekday-of-month] A weekday of the month is named.
        [quarter] A quarter is due on its last day.
        [half-year] Half-years end on 30 June and 31 December.
        [school-half] School half-years end on 31 December and 31 May.
        [school-quarter] School quarters end on the last day of October, December, March and May.
        [trimester] Trimesters end on the last day of November, February and May.
        [whole-year] A year is due on its last day.
        [school-year] A school year goes from 1 September to 31 May, unless the plan says otherwise.
        [range] A period is due on its last day.
        [until] “Until” and “no later than”: the day named still counts.
        [open-end] The first day is given, but not the last: it goes to the end of the plan.
        [rhythm] It comes again. Where no day is named, it is the last day of each interval.
        [next-month] The report is due in the month after the one reported on.
        [month-days] Due on the day of the month that is named; in a shorter month on its last day.
        [weekdays] A weekday is named.
        [ongoing] Work goes on all through the period, due on its last day.
        [list] Each part of the list has its own date.
        [year-shared] The year is said once and goes with all dates beside it.
        [year-of-plan] No year is said, so it is the plan’s.
       *[year-of-school-plan] No year is said, so it follows from the plan’s school year.
    }

# What had to be assumed.
deadline-doubt =
    { $doubt ->
        [lost-hyphen] Please check: nothing stands between the months, read as a period.
        [no-separator] Please check: nothing stands between the dates, read as a list.
        [until-month] Please check: “until” and a month, read as until the end of that month.
        [over-new-year] Please check: no year is said, read as a period over the New Year.
        [outside-plan] Please check: the date is outside the plan’s period.
        [approximate] Please check: the date is approximate.
        [classes] Classes are named beside it, which does not change the date.
        [executor-note] The note “by agreement” does not change the date.
        [separate-schedule] Please check: a separate schedule is named beside it.
        [other-plan] Please check: another plan is named beside it.
        [on-demand] Please check: it says that the date depends on circumstances.
       *[to-be-set] Please check: it says that the date is still to be set.
    }
