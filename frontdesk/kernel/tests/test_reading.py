"""What is asked twice for one page is read once; nowhere else."""

from frontdesk.kernel import reading

asked: list[int] = []


@reading.once_a_page
def square(number: int) -> int:
    asked.append(number)
    return number * number


def test_it_reads_once_a_page_and_anew_for_the_next():
    asked.clear()
    for _ in range(2):
        with reading.one_page():
            assert [square(2), square(2), square(3)] == [4, 4, 9]
    assert asked == [2, 3, 2, 3]


def test_it_reads_each_time_where_there_is_no_page():
    asked.clear()
    assert [square(2), square(2)] == [4, 4]
    assert asked == [2, 2]


def test_it_keeps_what_was_read_in_another_way():
    asked.clear()
    with reading.one_page():
        reading.keep(square, 25, 5)
        assert square(5) == 25
    assert asked == []
