"""The words of the test sheets, row by row, as they fall at 12 em."""

FIRST = "社区里的人都说这条街"
SECOND = "治理好了，“一家人”的事"
THIRD = "一家人都办，到2019年底，"
FOURTH = "《规章》——全都印出来了"
LAST = "已经到了人人手里。"

SPOKEN = "他说：“办好这件事。”"
THEN = "然后大家就一起动手去做了"
DONE = "三天做完。"
