"""PDF functions against their definitions in ISO 32000-1, 7.10."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from printkit.pdf.calculator import ProgramError, compiled
from printkit.pdf.functions import FunctionError, function, samples


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.new() as made:
        yield made


def sampled(pdf, data, **keys):
    stream = pdf.make_stream(data)
    for key, value in ({"FunctionType": 0, "BitsPerSample": 8} | keys).items():
        stream[f"/{key}"] = value
    return stream


def test_an_exponential_function_bends_between_its_ends():
    bent = function(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 1], C1=[1, 0], N=2))
    assert bent([0.5]).tolist() == [[0.25, 0.75]]
    assert bent([7]).tolist() == [[1, 0]], "the input is clipped to the domain"


def test_a_stitched_function_takes_the_part_of_its_interval():
    rise = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    both = function(
        Dictionary(FunctionType=3, Domain=[0, 1], Functions=[rise, rise], Bounds=[0.5], Encode=[0, 1, 1, 0])
    )
    assert both([[0.25], [0.5], [0.75], [1.0]]).ravel() == pytest.approx([0.5, 1.0, 0.5, 0.0])


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 12, 16, 24, 32])
def test_a_sampled_function_reads_samples_of_any_depth(pdf, bits):
    packed = int("1" * bits + "0" * bits, 2) << (-2 * bits) % 8
    table = sampled(
        pdf, packed.to_bytes((2 * bits + 7) // 8), BitsPerSample=bits, Domain=[0, 1], Range=[0, 1], Size=[2]
    )
    assert function(table)([[0], [0.25], [1]]).ravel() == pytest.approx([1, 0.75, 0])


def test_samples_of_twelve_bits_are_packed_without_gaps():
    assert samples(bytes([0x12, 0x3A, 0xBC]), 12, 2).tolist() == [0x123, 0xABC]


def test_a_sampled_function_of_two_inputs_is_bilinear_with_the_first_varying_fastest(pdf):
    table = sampled(pdf, bytes([0, 255, 0, 0]), Domain=[0, 1, 0, 1], Range=[0, 1], Size=[2, 2])  # only (1, 0) is full
    assert function(table)([[1, 0], [0, 1], [0.5, 0.5], [0.5, 0]]).ravel() == pytest.approx([1, 0, 0.25, 0.5])


def test_encode_and_decode_turn_a_sampled_function_around(pdf):
    table = sampled(pdf, bytes([0, 255]), Domain=[0, 1], Range=[-1, 1], Size=[2], Encode=[1, 0], Decode=[0, 1])
    assert function(table)([[0], [1]]).ravel() == pytest.approx([1, 0])


def test_an_array_of_functions_gives_one_output_each():
    ramps = Array([Dictionary(FunctionType=2, Domain=[0, 1], C0=[a], C1=[b], N=1) for a, b in ((0, 1), (1, 0))])
    assert function(ramps)([0.25]).tolist() == [[0.25, 0.75]]


@pytest.mark.parametrize(
    ("program", "inputs", "left"),
    [
        ("{ 2 copy add 3 1 roll sub }", [5, 3], [8, 2]),
        ("{ 1 2 3 4 5 5 -2 roll }", [], [3, 4, 5, 1, 2]),
        ("{ dup 0.5 gt { pop 1 } { 2 mul } ifelse }", [0.25], [0.5]),
        ("{ dup 0.5 gt { pop 1 } { 2 mul } ifelse }", [0.75], [1]),
        ("{ 7 2 idiv -7 2 idiv -5 3 mod }", [], [3, -3, -2]),
        ("{ -2.5 round 2.5 round -2.5 truncate -2.5 floor }", [], [-2, 3, -2, -3]),
        ("{ 1 1 atan 0 -1 atan 90 sin }", [], [45, 180, 1]),
        ("{ 1 4 bitshift 16 -3 bitshift 5 3 and 5 3 xor }", [], [16, 2, 1, 6]),
        ("{ true false or { 1 } if 3 2 exp 100 log }", [], [1, 9, 2]),
        ("{ 3 2 1 2 index exch pop }", [], [3, 2, 3]),
        ("{ % a remark }\n 1 }", [], [1]),
    ],
)
def test_the_calculator_follows_postscript(program, inputs, left):
    assert compiled(program.encode())(inputs) == pytest.approx(left)


@pytest.mark.parametrize("program", ["", "{", "{}}", "{ 1 foo }", "1 2 add", "{ inf }", "{" * 99 + "}" * 99])
def test_what_is_no_program_is_refused(program):
    with pytest.raises(ProgramError):
        compiled(program.encode())


@pytest.mark.parametrize(
    "program", ["{ pop pop }", "{ 1000 1 roll }", "{ 99 copy }", "{ if }", "{ 9 9 exp 9 exp 999 exp }"]
)
def test_a_program_that_takes_too_much_fails_alone(program):
    with pytest.raises(ProgramError):
        compiled(program.encode())([1.0])


def test_numbers_cannot_grow_without_end():
    assert compiled(b"{" + b" dup mul" * 2000 + b" pop 1 }")([3]) == [1]


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        Name.Foo,
        Array([]),
        Dictionary(),
        Dictionary(FunctionType=2),
        Dictionary(FunctionType=9, Domain=[0, 1]),
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 2], C1=[0], N=1),
        Dictionary(FunctionType=2, Domain=[0, 1], N=Name.One),
        Dictionary(FunctionType=3, Domain=[0, 1], Functions=[], Bounds=[], Encode=[]),
        Dictionary(FunctionType=3, Domain=[0, 1], Functions=5, Bounds=[], Encode=[]),
    ],
    ids=str,
)
def test_what_is_no_function_is_refused(wrong):
    with pytest.raises(FunctionError):
        function(wrong)


def test_a_function_inside_itself_is_refused(pdf):
    circle = pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[], Encode=[0, 1]))
    circle.Functions = Array([circle])
    with pytest.raises(FunctionError, match="too often"):
        function(circle)


def test_a_sampled_function_of_absurd_size_is_refused(pdf):
    with pytest.raises(FunctionError, match="Size"):
        function(sampled(pdf, b"", Domain=[0, 1], Range=[0, 1], Size=[2**40]))


def test_no_output_is_ever_not_a_number():
    odd = function(Dictionary(FunctionType=2, Domain=[-1, 1], C0=[0], C1=[1], N=-0.5))
    assert np.isfinite(odd([[0], [-1], [float("nan")]])).all()
