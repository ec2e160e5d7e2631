package lib.search_test

import data.lib.search

test_last_before[case] if {
	some case, [sorted, limit, found] in {
		"of one": [[3], 4, 3],
		"of two, the first": [[3, 5], 4, 3],
		"of two, the last": [[3, 5], 6, 5],
		"equal does not count": [[3, 5, 7], 5, 3],
		"arrays": [[[0, 1], [0, 2, 1], [3, 0]], [0, 2, 5], [0, 2, 1]],
		"a shorter array comes first": [[[0, 1, 0], [0, 2, 0]], [0, 2], [0, 1, 0]],
		"many": [numbers.range(0, 5000), 4321.5, 4321],
		"the last of many": [numbers.range(0, 4095), 9999, 4095],
		"the first of many": [numbers.range(0, 4096), 1, 0],
	}
	search.last_before(sorted, limit) == found
}

test_none_before[case] if {
	some case, [sorted, limit] in {"nothing at all": [[], 1], "equal": [[1, 2], 1], "all later": [[5, 6], 1]}
	not search.last_before(sorted, limit)
}

test_agrees_with_a_scan if {
	sorted := [1, 3, 3.5, 8, 9, 20]
	every limit in numbers.range(2, 30) {
		search.last_before(sorted, limit) == max([number | some number in sorted; number < limit])
	}
}

test_more_elements_than_sixteen_halvings_reach if {
	sorted := numbers.range(0, 100000)
	every limit in [1, 65536, 65537, 99999, 100001] {
		search.last_before(sorted, limit) == limit - 1
	}
}
