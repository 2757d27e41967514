time,share,weekday
09:00,25%,mon-fri
10:00,50%,mon-fri
11:00,25%,mon-fri
